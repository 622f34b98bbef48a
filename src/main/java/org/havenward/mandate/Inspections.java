package org.havenward.mandate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.Decision;
import org.havenward.access.Need;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Purpose;
import org.havenward.casework.CannotDo;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.CaseFacts;
import org.havenward.casework.CaseHoldings;
import org.havenward.casework.CaseId;
import org.havenward.casework.EntryKind;
import org.havenward.casework.FamilyGuard;
import org.havenward.casework.FamilyMemberId;
import org.havenward.casework.Obligations;
import org.havenward.casework.SealedWords;
import org.havenward.district.SchoolCalendar;
import org.havenward.platform.Audience;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.havenward.platform.Reaches;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Someone's right to inspect the education record (34 CFR 99.10): the request with its 45 days, what would be shown and what
 * not, and what came of it. Nothing goes out by itself. A parent is shown nothing that the family guard refuses, nothing
 * without counsel, and nothing once the rights are the student's own.
 */
@Service
@Transactional
@Reaches(value = Audience.FAMILY, because = "a parent asks to see the record; guard and counsel come first")
public class Inspections {
    /** 34 CFR 99.10(b): within a reasonable time, and not more than so many days. */
    static final int DAYS = 45;

    private static final String OBLIGATION = "mandate.inspection/";

    private final CaseDoor door;
    private final CaseHoldings holdings;
    private final FamilyGuard guard;
    private final Obligations obligations;
    private final SchoolCalendar calendar;
    private final JdbcClient jdbc;
    private final OnceOnly onceOnly;
    private final InstantSource clock;

    Inspections(
            CaseDoor door,
            CaseHoldings holdings,
            FamilyGuard guard,
            Obligations obligations,
            SchoolCalendar calendar,
            JdbcClient jdbc,
            OnceOnly onceOnly,
            InstantSource clock) {
        this.door = door;
        this.holdings = holdings;
        this.guard = guard;
        this.obligations = obligations;
        this.calendar = calendar;
        this.jdbc = jdbc;
        this.onceOnly = onceOnly;
        this.clock = clock;
    }

    /** @param parent null where the student asks */
    public record NewInspection(@Nullable FamilyMemberId parent, String how, LocalDate askedOn) {}

    public enum Outcome {
        SHOWN,
        PARTLY_SHOWN,
        NOT_SHOWN,
        TAKEN_BACK;

        public String key() {
            return "mandate.inspection.outcome." + name().toLowerCase(Locale.ROOT);
        }

        boolean shows() {
            return this == SHOWN || this == PARTLY_SHOWN;
        }
    }

    /** @param counsel who of counsel was asked, when, and what they said; needed before anything is shown */
    public record NewOutcome(Outcome outcome, Set<EducationRecord.Kind> shown, String counsel, String reasons) {}

    public record Decided(
            Outcome outcome, Set<EducationRecord.Kind> shown, SealedWords counsel, SealedWords reasons, Instant at) {}

    /** @param parent the guard's answer for them; null where the student asks */
    public record Inspection(
            UUID id,
            FamilyGuard.@Nullable Member parent,
            SealedWords how,
            LocalDate askedOn,
            Instant due,
            EducationRecord record,
            @Nullable Decided decided) {
        public boolean byStudent() {
            return parent == null;
        }
    }

    public UUID ask(Viewer viewer, CaseId id, NewInspection asked, String key) {
        door.enter(viewer, Need.LEAD_CASE, id);
        var fingerprint = door.fingerprint(id.value(), asked);
        return onceOnly.once(viewer.staff().value(), "mandate.inspection", key, fingerprint, () -> {
                    var file = door.enterToChange(viewer, Need.LEAD_CASE, id);
                    var today = LocalDate.ofInstant(clock.instant(), calendar.zone());
                    if (asked.askedOn().isAfter(today)) {
                        throw CannotDo.because("asked", "mandate.inspection.error.asked_future");
                    }
                    var parent = asked.parent();
                    if (parent != null
                            && guard.family(id).stream()
                                    .noneMatch(one -> one.id().equals(parent))) {
                        throw CannotDo.because("who", "mandate.inspection.error.who_missing");
                    }
                    var made = Ids.next();
                    // Through the last of the 45 days.
                    var due = asked.askedOn()
                            .plusDays(DAYS + 1L)
                            .atStartOfDay(calendar.zone())
                            .toInstant()
                            .minusSeconds(60);
                    insert(viewer, id, made, asked, due);
                    obligations.oblige(id, OBLIGATION + made, "mandate.inspection.owed", due);
                    door.tell(id, viewer, EntryKind.SHARING, "mandate.told.inspection_asked", asked.how());
                    door.audit(viewer, Action.CHANGED, file, Purpose.CASE_WORK);
                    return made;
                })
                .id();
    }

    private void insert(Viewer viewer, CaseId id, UUID made, NewInspection asked, Instant due) {
        jdbc.sql("""
                        insert into mandate_inspection (district_id, id, case_id, asked_by, member_id, asked_how, asked_on,
                            due_at, recorded_by, recorded_at)
                        values (havenward_district(), :id, :case, :asked, :member, :how, :on, :due, :by, :now)
                        """)
                .param("id", made)
                .param("case", id.value())
                .param("asked", asked.parent() == null ? "STUDENT" : "PARENT")
                .param("member", asked.parent() == null ? null : asked.parent().value())
                .param("how", door.seal(id, place("how", made), asked.how()))
                .param("on", asked.askedOn())
                .param("due", Timestamp.from(due))
                .param("by", viewer.staff().value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Records what came of it. Where something was shown to a parent, the guard and counsel must have agreed. */
    public UUID decide(Viewer viewer, CaseId id, UUID inspection, NewOutcome outcome, String key) {
        door.enter(viewer, Need.LEAD_CASE, id);
        var fingerprint = door.fingerprint(id.value(), inspection, outcome);
        return onceOnly.once(viewer.staff().value(), "mandate.inspection_outcome", key, fingerprint, () -> {
                    var file = door.enterToChange(viewer, Need.LEAD_CASE, id);
                    var found = find(file, inspection);
                    if (found.decided() != null) {
                        throw CannotDo.overtaken("outcome", "mandate.inspection.error.decided");
                    }
                    require(found, outcome);
                    jdbc.sql("""
                                    insert into mandate_inspection_outcome (district_id, inspection_id, outcome, shown,
                                        counsel, reasons, decided_by, decided_at)
                                    values (havenward_district(), :id, :outcome, :shown, :counsel, :reasons, :by, :now)
                                    """)
                            .param("id", inspection)
                            .param("outcome", outcome.outcome().name())
                            .param(
                                    "shown",
                                    outcome.shown().stream()
                                            .sorted()
                                            .map(Enum::name)
                                            .collect(Collectors.joining(",")))
                            .param("counsel", door.seal(id, place("counsel", inspection), outcome.counsel()))
                            .param("reasons", door.seal(id, place("reasons", inspection), outcome.reasons()))
                            .param("by", viewer.staff().value())
                            .param("now", Timestamp.from(clock.instant()))
                            .update();
                    obligations.settle(id, OBLIGATION + inspection);
                    door.tell(id, viewer, EntryKind.SHARING, outcome.outcome().key(), outcome.reasons());
                    door.audit(viewer, Action.DISCLOSED, file, Purpose.CASE_WORK);
                    return inspection;
                })
                .id();
    }

    private static void require(Inspection found, NewOutcome outcome) {
        if (!outcome.outcome().shows()) {
            if (!outcome.shown().isEmpty()) {
                throw CannotDo.because("shown", "mandate.inspection.error.shown_but_not");
            }
            return;
        }
        if (found.parent() != null && found.record().rightsAreTheStudents()) {
            throw CannotDo.because("outcome", "mandate.inspection.error.rights_moved");
        }
        if (found.parent() != null && found.parent().decision() instanceof FamilyGuard.Refused refused) {
            throw CannotDo.because("outcome", refused.reason().key());
        }
        if (outcome.counsel().isBlank()) {
            throw CannotDo.because("counsel", "mandate.inspection.error.counsel_missing");
        }
        if (outcome.shown().isEmpty()) {
            throw CannotDo.because("shown", "mandate.inspection.error.shown_missing");
        }
        var out = found.record().on(EducationRecord.Side.OUT).stream()
                .map(EducationRecord.Part::kind)
                .toList();
        if (outcome.shown().stream().anyMatch(out::contains)) {
            throw CannotDo.because("shown", "mandate.inspection.error.shown_out");
        }
    }

    public List<Inspection> of(Viewer viewer, CaseId id) {
        var file = door.enter(viewer, Need.OPEN_CASE, id);
        door.audit(viewer, Action.OPENED, file, Purpose.CASE_WORK);
        return all(file);
    }

    /** Those that nobody has decided, for the case's own page. */
    List<DisclosuresBeside.Waiting> waiting(CaseId id) {
        return jdbc.sql("""
                        select i.id, i.due_at from mandate_inspection i where i.case_id = :case and not exists (
                            select 1 from mandate_inspection_outcome o
                            where o.district_id = i.district_id and o.inspection_id = i.id)
                        order by i.due_at
                        """)
                .param("case", id.value())
                .query((row, number) -> new DisclosuresBeside.Waiting(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("due_at").toInstant()))
                .list();
    }

    public Inspection one(Viewer viewer, CaseId id, UUID inspection) {
        var file = door.enter(viewer, Need.OPEN_CASE, id);
        door.audit(viewer, Action.OPENED, file, Purpose.CASE_WORK);
        return find(file, inspection);
    }

    private Inspection find(CaseFacts file, UUID inspection) {
        return all(file).stream()
                .filter(one -> one.id().equals(inspection))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
    }

    private List<Inspection> all(CaseFacts file) {
        var family = guard.family(file.id());
        var held = held(file.id());
        return jdbc.sql("""
                        select i.*, o.outcome, o.shown, o.counsel, o.reasons, o.decided_at
                        from mandate_inspection i left join mandate_inspection_outcome o
                            on o.district_id = i.district_id and o.inspection_id = i.id
                        where i.case_id = :case order by i.id desc
                        """)
                .param("case", file.id().value())
                .query((row, number) -> inspection(file, family, held, row))
                .list();
    }

    private EducationRecord.Held held(CaseId id) {
        var case_ = holdings.of(id);
        int disclosures = jdbc.sql("select count(*) from mandate_disclosure where case_id = :case")
                .param("case", id.value())
                .query(Integer.class)
                .single();
        return new EducationRecord.Held(
                case_.entries(),
                case_.concerns(),
                case_.shares(),
                disclosures,
                case_.reports(),
                case_.judgments(),
                case_.drafts());
    }

    private Inspection inspection(
            CaseFacts file, List<FamilyGuard.Member> family, EducationRecord.Held held, ResultSet row)
            throws SQLException {
        var id = row.getObject("id", UUID.class);
        var member = row.getObject("member_id", UUID.class);
        var askedOn = row.getObject("asked_on", LocalDate.class);
        var parent = family.stream()
                .filter(one -> one.id().value().equals(member))
                .findFirst()
                .orElse(null);
        return new Inspection(
                id,
                parent,
                door.open(file.id(), place("how", id), row.getBytes("asked_how")),
                askedOn,
                row.getTimestamp("due_at").toInstant(),
                // Whose rights they are can change while a request waits: asked anew today.
                EducationRecord.of(
                        held, member != null, file.bornOn(), LocalDate.ofInstant(clock.instant(), calendar.zone())),
                row.getString("outcome") == null ? null : decided(file.id(), id, row));
    }

    private Decided decided(CaseId id, UUID inspection, ResultSet row) throws SQLException {
        var shown = Arrays.stream(row.getString("shown").split(","))
                .filter(one -> !one.isEmpty())
                .map(EducationRecord.Kind::valueOf)
                .collect(Collectors.toSet());
        return new Decided(
                Outcome.valueOf(row.getString("outcome")),
                shown,
                door.open(id, place("counsel", inspection), row.getBytes("counsel")),
                door.open(id, place("reasons", inspection), row.getBytes("reasons")),
                row.getTimestamp("decided_at").toInstant());
    }

    private static String place(String field, UUID inspection) {
        return "mandate.inspection_" + field + "/" + inspection;
    }
}
