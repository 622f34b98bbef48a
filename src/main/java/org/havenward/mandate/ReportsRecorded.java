package org.havenward.mandate;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.CaseFacts;
import org.havenward.casework.CaseId;
import org.havenward.protocol.Protocol.Proof.Recorded;
import org.havenward.protocol.RecordedElsewhere;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** That the reports of a case are made: by everyone who owes one, and for all that was raised so far. */
@Component
class ReportsRecorded implements RecordedElsewhere {
    private final DutyRows duties;
    private final CaseDoor door;

    ReportsRecorded(DutyRows duties, CaseDoor door) {
        this.duties = duties;
        this.door = door;
    }

    @Override
    public Map<String, Instant> recorded(CaseId id) {
        var all = duties.of(id);
        var recorded = new HashMap<String, Instant>();
        if (all.stream().noneMatch(Duty::callOwed)) {
            put(recorded, Recorded.ORAL_REPORT, latest(id, all, Duty::calledAt));
        }
        var written = all.stream().filter(Duty::writtenOwed).toList();
        if (written.stream().noneMatch(Duty::writtenOpen)) {
            put(recorded, Recorded.WRITTEN_REPORT, latest(id, written, Duty::sentAt));
        }
        return recorded;
    }

    @Override
    public Set<String> owes(CaseId id) {
        return duties.of(id).isEmpty() ? Set.of() : Set.of(Recorded.ORAL_REPORT, Recorded.WRITTEN_REPORT);
    }

    /** What was raised while a report was owed is part of it, also where someone called before they wrote it down here. */
    private @Nullable Instant latest(CaseId id, List<Duty> met, Function<Duty, @Nullable Instant> when) {
        Instant latest = null;
        for (var duty : met) {
            var at = when.apply(duty);
            latest = at != null && (latest == null || at.isAfter(latest)) ? at : latest;
        }
        if (latest == null) {
            return null;
        }
        var raised = door.facts(id).concerns().stream()
                .map(CaseFacts.Raised::at)
                .max(Instant::compareTo)
                .orElse(latest);
        return raised.isAfter(latest) ? raised : latest;
    }

    private static void put(Map<String, Instant> recorded, String name, @Nullable Instant at) {
        if (at != null) {
            recorded.put(name, at);
        }
    }
}
