package org.havenward.mandate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Purpose;
import org.havenward.casework.CannotDo;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.CaseFacts;
import org.havenward.casework.CaseId;
import org.havenward.casework.EntryKind;
import org.havenward.casework.FamilyGuard;
import org.havenward.casework.FamilyMemberId;
import org.havenward.casework.SealedWords;
import org.havenward.district.Directory;
import org.havenward.platform.Audience;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.havenward.platform.Reaches;
import org.havenward.web.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was told outside of the records, to whom, why, and on which basis; and the record of disclosures that prints
 * (34 CFR 99.32). Consent needs a release that was in force when it was told; a parent is told nothing that the family guard
 * refuses, and where they were, the record says so and the coordinator is told.
 */
@Service
@Transactional
@Reaches(value = Audience.FAMILY, because = "a disclosure may be to a parent; the guard is asked for each")
public class Disclosures {
    /** The longest of its texts, in characters. */
    public static final int LONGEST = 4_000;

    private static final Duration BETWEEN_CLOCKS = Duration.ofMinutes(5);

    private final CaseDoor door;
    private final DisclosureRows rows;
    private final Releases releases;
    private final FamilyGuard guard;
    private final Gate gate;
    private final Directory directory;
    private final Messages messages;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    Disclosures(
            CaseDoor door,
            DisclosureRows rows,
            Releases releases,
            FamilyGuard guard,
            Gate gate,
            Directory directory,
            Messages messages,
            OnceOnly onceOnly,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.door = door;
        this.rows = rows;
        this.releases = releases;
        this.guard = guard;
        this.gate = gate;
        this.directory = directory;
        this.messages = messages;
        this.onceOnly = onceOnly;
        this.events = events;
        this.clock = clock;
    }

    /** One of the record, as it reads. */
    public record Disclosure(
            UUID id,
            CaseId caseId,
            String number,
            DisclosureBasis basis,
            SealedWords party,
            SealedWords what,
            SealedWords why,
            SealedWords threat,
            Instant toldAt,
            String by,
            Instant recordedAt,
            @Nullable UUID corrects,
            boolean corrected,
            boolean toStudent,
            boolean againstGuard) {}

    /**
     * Records something that was told outside, for rooms whose work it is, such as a mandated report. The caller has come
     * through the gate, and works in a transaction.
     *
     * @throws CannotDo where the release or the guard does not allow it
     */
    public UUID record(Viewer by, CaseId id, NewDisclosure told) {
        var file = door.facts(id);
        var against = require(file, told);
        var disclosure = append(by, file, told, against);
        door.tell(
                id,
                by,
                EntryKind.SHARING,
                against ? "mandate.told.against_guard" : "mandate.told.disclosed",
                told.party() + ": " + told.what());
        if (against) {
            events.publishEvent(new ToldAgainstGuard(by.district(), disclosure, id, file.school()));
        }
        door.audit(by, Action.DISCLOSED, file, Purpose.CASE_WORK);
        return disclosure;
    }

    /**
     * Records that a report went to an agency, for whoever made it and has no part in the case otherwise. The chronology
     * tells it as the report that it is; who made it is on no paper (42 USC 5106a(b)(2)(B)(viii)).
     *
     * @param whatKey message key of what was told
     */
    void reported(Viewer by, CaseId id, String party, String whatKey, Instant toldAt) {
        var file = door.facts(id);
        // In English, as the written report is: the record is read as one.
        append(
                by,
                file,
                NewDisclosure.report(
                        party,
                        messages.text(Locale.US, whatKey),
                        messages.text(Locale.US, "reports.disclosed.why"),
                        toldAt),
                false);
        door.audit(by, Action.DISCLOSED, file, Purpose.MANDATED_REPORT);
    }

    private UUID append(Viewer by, CaseFacts file, NewDisclosure told, boolean againstGuard) {
        var disclosure = Ids.next();
        rows.insert(
                file,
                new DisclosureRows.Row(
                        disclosure,
                        file.id(),
                        told.basis(),
                        sealed(file, "party", disclosure, told.party()),
                        sealed(file, "what", disclosure, told.what()),
                        sealed(file, "why", disclosure, told.why()),
                        door.seal(file.id(), place("threat", disclosure), told.threat()),
                        told.release(),
                        told.member(),
                        told.toStudent(),
                        againstGuard,
                        told.toldAt(),
                        by.staff(),
                        clock.instant(),
                        told.corrects()));
        return disclosure;
    }

    /** Refuses what cannot be recorded; else says whether it was told against the family guard. */
    private boolean require(CaseFacts file, NewDisclosure told) {
        if (told.toldAt().isAfter(clock.instant().plus(BETWEEN_CLOCKS))) {
            throw CannotDo.because("told", "mandate.disclosure.error.future");
        }
        if (told.basis() == DisclosureBasis.HEALTH_OR_SAFETY && told.threat().isBlank()) {
            throw CannotDo.because("threat", "mandate.disclosure.error.threat_missing");
        }
        var toFamily = told.member() != null;
        if ((toFamily && told.toStudent())
                || (told.basis() == DisclosureBasis.PARENT_OR_STUDENT && !toFamily && !told.toStudent())) {
            throw CannotDo.because("member", "mandate.disclosure.error.whom_missing");
        }
        if (told.corrects() != null && rows.find(file.id(), told.corrects()).isEmpty()) {
            throw unknown();
        }
        var giver = told.basis() == DisclosureBasis.CONSENT
                ? releases.requireInForce(file, told.release(), told.toldAt()).orElse(null)
                : null;
        var onTheirWord = against(file, told, giver, "release");
        var toThem = against(file, told, told.member(), "member");
        return onTheirWord || toThem;
    }

    /**
     * Asks the guard for someone of the family; now, since it may have been shut since they signed. What was told in spite of
     * it is refused until whoever records it says that it was told already: a record that hides a breach protects nobody.
     */
    private boolean against(CaseFacts file, NewDisclosure told, @Nullable FamilyMemberId who, String field) {
        if (who == null || !(guard.mayContact(who, file.id()) instanceof FamilyGuard.Refused refused)) {
            return false;
        }
        if (!told.againstGuard()) {
            throw CannotDo.because(field, refused.reason().key());
        }
        return true;
    }

    private byte[] sealed(CaseFacts file, String field, UUID disclosure, String said) {
        var sealed = door.seal(file.id(), place(field, disclosure), said);
        if (sealed == null) {
            throw CannotDo.because(field, "mandate.disclosure.error." + field + "_missing");
        }
        return sealed;
    }

    /** The same, from the case's own page. */
    public UUID disclose(Viewer viewer, CaseId id, NewDisclosure told, String key) {
        door.enter(viewer, Need.WORK_ON_CASE, id);
        var fingerprint = door.fingerprint(id.value(), told);
        return onceOnly.once(viewer.staff().value(), "mandate.disclose", key, fingerprint, () -> {
                    door.enterToChange(viewer, Need.WORK_ON_CASE, id);
                    // An entry is kept under its release: whoever withdraws it waits, and so do we.
                    return record(viewer, id, withoutStray(told));
                })
                .id();
    }

    private static NewDisclosure withoutStray(NewDisclosure told) {
        return told.basis() == DisclosureBasis.CONSENT
                ? told
                : new NewDisclosure(
                        told.basis(),
                        told.party(),
                        told.what(),
                        told.why(),
                        told.threat(),
                        null,
                        told.member(),
                        told.toStudent(),
                        told.againstGuard(),
                        told.toldAt(),
                        told.corrects());
    }

    /** What was told of a case, oldest first; with the student's other cases, as far as the viewer may open them. */
    public List<Disclosure> of(Viewer viewer, CaseId id, boolean wholeStudent) {
        return read(viewer, id, wholeStudent, Action.OPENED);
    }

    /** The record of disclosures for paper (34 CFR 99.32): the student's, over all cases that the viewer may open. */
    public List<Disclosure> print(Viewer viewer, CaseId id) {
        return read(viewer, id, true, Action.EXPORTED);
    }

    /** How often something was told, for the case's own page. */
    int howMany(CaseId id) {
        return rows.count(id);
    }

    /** Whom of the family paper may reach. */
    public List<FamilyGuard.Member> family(Viewer viewer, CaseId id) {
        door.enter(viewer, Need.OPEN_CASE, id);
        return guard.family(id);
    }

    private List<Disclosure> read(Viewer viewer, CaseId id, boolean wholeStudent, Action action) {
        var file = door.enter(viewer, Need.OPEN_CASE, id);
        door.audit(viewer, action, file, Purpose.CASE_WORK);
        var open = gate.visible(viewer, Need.OPEN_CASE, RecordKind.CASE, "d.case_id", "d.school_id");
        var found = rows.of(file, wholeStudent, open);
        var names = directory.staff(found.stream().map(DisclosureRows.Row::by).collect(Collectors.toSet()));
        var numbers = found.stream()
                .map(DisclosureRows.Row::caseId)
                .distinct()
                .collect(Collectors.toMap(one -> one, one -> door.facts(one).number()));
        for (var other : numbers.keySet()) {
            if (!other.equals(id)) {
                door.audit(viewer, action, door.facts(other), Purpose.CASE_WORK);
            }
        }
        var onPaper = action == Action.EXPORTED;
        var corrected = found.stream().map(DisclosureRows.Row::corrects).collect(Collectors.toSet());
        return found.stream()
                .map(row -> new Disclosure(
                        row.id(),
                        row.caseId(),
                        numbers.getOrDefault(row.caseId(), ""),
                        row.basis(),
                        open(row, "party", row.party()),
                        open(row, "what", row.what()),
                        open(row, "why", row.why()),
                        open(row, "threat", row.threat()),
                        row.toldAt(),
                        (onPaper && row.basis() == DisclosureBasis.MANDATED_REPORT) || names.get(row.by()) == null
                                ? ""
                                : names.get(row.by()).name(),
                        row.recordedAt(),
                        row.corrects(),
                        corrected.contains(row.id()),
                        row.toStudent(),
                        row.againstGuard()))
                .toList();
    }

    private SealedWords open(DisclosureRows.Row row, String field, byte @Nullable [] sealed) {
        return door.open(row.caseId(), place(field, row.id()), sealed);
    }

    private static String place(String field, UUID disclosure) {
        return "mandate.disclosure_" + field + "/" + disclosure;
    }

    private static RefusedException unknown() {
        return new RefusedException(Decision.Reason.NOT_ON_TEAM);
    }
}
