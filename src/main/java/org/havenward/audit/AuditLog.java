package org.havenward.audit;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.havenward.access.Gate;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.Viewer;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Ids;
import org.havenward.platform.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
@Transactional(propagation = Propagation.MANDATORY)
class AuditLog implements Audit {
    /** What {@link Vault#mac} hashes an entry for. */
    static final String ENTRY = "audit";

    /** Why those who work on a case read it; the others have no part in it, or a right of their own. */
    private static final Set<Purpose> OF_THE_TEAM = EnumSet.of(Purpose.CASE_WORK, Purpose.MANDATED_REPORT);

    private final LogEntries entries;
    private final Vault vault;
    private final Gate gate;
    private final InstantSource clock;

    AuditLog(LogEntries entries, Vault vault, Gate gate, InstantSource clock) {
        this.entries = entries;
        this.vault = vault;
        this.gate = gate;
        this.clock = clock;
    }

    @Override
    public void log(Viewer who, Action action, RecordRef what, @Nullable StudentId about, Purpose why) {
        logAll(who, action, List.of(new Entry(what, about)), why);
    }

    @Override
    public void logAll(Viewer who, Action action, Collection<Entry> entries, Purpose why) {
        var glass = OF_THE_TEAM.contains(why)
                        && entries.stream().anyMatch(entry -> entry.what().kind() == RecordKind.CASE)
                ? gate.throughBreakGlass(who, RecordKind.CASE)
                : Set.<UUID>of();
        // Said here, so that no room can forget it: what only broken glass opened was not opened by the team.
        var broken = new ArrayList<Entry>();
        var own = new ArrayList<Entry>();
        for (var entry : entries) {
            var through = entry.what().kind() == RecordKind.CASE
                    && glass.contains(entry.what().id());
            (through ? broken : own).add(entry);
        }
        add(who.staff().value(), action, own, why);
        add(who.staff().value(), action, broken, Purpose.BREAK_GLASS);
    }

    @Override
    public void logSystem(Action action, RecordRef what, @Nullable StudentId about, Purpose why) {
        add(null, action, List.of(new Entry(what, about)), why);
    }

    /** @param actor null where nobody showed who they are, and for the command line */
    public void logAs(@Nullable StaffId actor, Action action, RecordRef what, Purpose why) {
        add(actor == null ? null : actor.value(), action, List.of(new Entry(what, null)), why);
    }

    private void add(@Nullable UUID actor, Action action, Collection<Entry> shown, Purpose why) {
        if (shown.isEmpty()) {
            return;
        }
        var district = DistrictScope.required();
        // PostgreSQL keeps microseconds; the hash is taken over what it keeps.
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var rows = shown.stream()
                .map(entry -> new LogEntry(
                        Ids.next(),
                        at,
                        actor,
                        action.name(),
                        entry.what().kind().name(),
                        entry.what().id(),
                        entry.what().school() == null
                                ? null
                                : entry.what().school().value(),
                        entry.about() == null ? null : entry.about().value(),
                        why.name()))
                .toList();
        var macs = rows.stream()
                .map(row -> vault.mac(ENTRY, row.canonical(district)))
                .toArray(byte[][]::new);
        entries.add(rows, macs);
    }
}
