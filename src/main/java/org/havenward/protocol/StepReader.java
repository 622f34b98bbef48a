package org.havenward.protocol;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.CaseFacts;
import org.havenward.casework.CaseProgress;
import org.havenward.casework.CaseRole;
import org.havenward.casework.Conclusion;
import org.havenward.district.Directory;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StaffId;
import org.havenward.protocol.Protocol.Proof.Recorded;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Gathers what the steps of a case are worked out from. Asks the gate nothing; whoever shows what follows asks it. */
@Component
class StepReader {
    /** The question of the shipped protocol that the page of confirmation answers too. */
    private static final String JUDGMENT = "judgment";

    private static final String OTHERS = "other-students";

    private final CaseDoor door;
    private final CaseProgress progress;
    private final ProtocolVersions versions;
    private final StepRows rows;
    private final LawBook laws;
    private final SchoolDaysHere days;
    private final SchoolCalendar calendar;
    private final Directory directory;
    private final ObjectProvider<RecordedElsewhere> elsewhere;
    private final InstantSource clock;

    StepReader(
            CaseDoor door,
            CaseProgress progress,
            ProtocolVersions versions,
            StepRows rows,
            LawBook laws,
            SchoolDaysHere days,
            SchoolCalendar calendar,
            Directory directory,
            ObjectProvider<RecordedElsewhere> elsewhere,
            InstantSource clock) {
        this.door = door;
        this.progress = progress;
        this.versions = versions;
        this.rows = rows;
        this.laws = laws;
        this.days = days;
        this.calendar = calendar;
        this.directory = directory;
        this.elsewhere = elsewhere;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    StepInputs of(CaseFacts file) {
        var done = progress.of(file.id());
        var version = version(file);
        var said = new HashMap<String, Instant>();
        var marks = rows.marks(file.id()).stream()
                .map(row -> new StepInputs.Marked(
                        row.id(),
                        row.step(),
                        row.done(),
                        door.open(file.id(), StepRows.markNotePlace(row.id()), row.note()),
                        row.by(),
                        row.doneAt(),
                        said.merge(row.step(), row.at(), StepReader::notBefore)))
                .toList();
        var newest = new HashMap<String, Instant>();
        var answers = rows.answers(file.id()).stream()
                .map(row -> new StepInputs.Answered(
                        row.id(),
                        row.question(),
                        door.open(file.id(), StepRows.valuePlace(row.id()), row.value()),
                        door.open(file.id(), StepRows.answerNotePlace(row.id()), row.note()),
                        row.by(),
                        newest.merge(row.question(), row.at(), StepReader::notBefore)))
                .toList();
        var now = now();
        return new StepInputs(
                file,
                version,
                answers,
                shown(version.protocol(), done, file),
                marks,
                facts(file, done, marks),
                laws.here(now),
                days.read(),
                team(file),
                keptElsewhere(file),
                now);
    }

    /** Where a clock went back, what was said last is as late as what it replaces: it counts. */
    private static Instant notBefore(Instant earlier, Instant said) {
        return said.isBefore(earlier) ? earlier : said;
    }

    /** The version that a case follows: pinned when it is first asked for, to the one in force then. */
    private ProtocolVersion version(CaseFacts file) {
        var pinned = rows.pin(file.id());
        if (pinned.isEmpty()) {
            rows.pinFirst(file.id(), versions.inForce().id(), now());
            pinned = rows.pin(file.id());
        }
        // A case whose version an upgrade made unreadable is worked on by the one in force: health says that it is so.
        return versions.find(pinned.orElseThrow().version()).orElseGet(versions::inForce);
    }

    /** The version that new cases follow now. */
    ProtocolVersion inForce() {
        return versions.inForce();
    }

    private ProtocolFacts facts(CaseFacts file, CaseProgress.Facts done, List<StepInputs.Marked> marks) {
        return new ProtocolFacts(
                calendar.zone(),
                file.status(),
                file.openedAt(),
                file.concerns().stream().map(CaseFacts.Raised::at).toList(),
                file.confirmedAt(),
                takenBack(done),
                file.unsafeSince(),
                file.reopenedAt(),
                file.bornOn(),
                ProtocolFacts.Exploiter.UNKNOWN,
                recorded(file, done),
                marks.stream().map(StepInputs.Marked::mark).toList());
    }

    /** When the student last took back what they said, or what was confirmed once was found not to be. */
    private static @Nullable Instant takenBack(CaseProgress.Facts done) {
        var judged = done.confirmation();
        return judged != null
                        && (judged.conclusion() == Conclusion.TAKEN_BACK
                                || judged.conclusion() == Conclusion.NOT_CONFIRMED
                                        && !done.basis().isEmpty())
                ? judged.at()
                : null;
    }

    private Map<String, Instant> recorded(CaseFacts file, CaseProgress.Facts done) {
        var recorded = new HashMap<String, Instant>();
        if (done.lastMet() != null) {
            recorded.put(Recorded.MEETING, done.lastMet());
        }
        elsewhere.forEach(room -> recorded.putAll(room.recorded(file.id())));
        return recorded;
    }

    /** Whoever does not work here any more does no step: it goes to another with the role, or to the lead. */
    private Map<StaffId, CaseRole> team(CaseFacts file) {
        var team = new LinkedHashMap<>(door.team(file.id()));
        directory.staff(team.keySet()).values().stream()
                .filter(member -> !member.active() && !member.id().equals(file.lead()))
                .forEach(gone -> team.remove(gone.id()));
        return team;
    }

    private Set<String> keptElsewhere(CaseFacts file) {
        var names = new HashSet<String>();
        elsewhere.forEach(room -> names.addAll(room.owes(file.id())));
        return names;
    }

    /**
     * What the case shows already answers the protocol's questions about it: the judgment on the case itself, and that other
     * students are concerned.
     */
    private static List<GivenAnswer> shown(Protocol protocol, CaseProgress.Facts done, CaseFacts file) {
        var answers = new ArrayList<GivenAnswer>();
        var others = file.othersSince();
        if (others != null
                && protocol.question(OTHERS)
                        .filter(asked -> asked.accepts("yes"))
                        .isPresent()) {
            answers.add(new GivenAnswer(OTHERS, "yes", "", others));
        }
        var judged = done.confirmation();
        var question = protocol.question(JUDGMENT);
        if (judged != null && question.isPresent()) {
            var value = switch (judged.conclusion()) {
                case CONFIRMED -> "confirmed";
                case NOT_CONFIRMED -> "not-confirmed";
                case SAFE, NOT_SAFE, SAFETY_UNCLEAR, INDICATED, NOT_INDICATED, MORE_NEEDED, TAKEN_BACK, SAID_AGAIN ->
                    "";
            };
            if (question.get().accepts(value)) {
                answers.add(new GivenAnswer(JUDGMENT, value, "", judged.at()));
            }
        }
        return answers;
    }
}
