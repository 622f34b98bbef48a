package org.havenward.mandate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.CaseReading;
import org.havenward.casework.Obligations;
import org.havenward.casework.SealedWords;
import org.havenward.district.Directory;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The written report: exactly the fields that the state asks for. Its holder fills it in, looks at it, and freezes it; a
 * frozen version is never changed, and a correction is a further version. Then: how, when, and to whom it was sent.
 */
@Service
@Transactional
public class Packets {
    private final PacketRows rows;
    private final DutyRows duties;
    private final Proofs proofs;
    private final DutyDoorstep doorstep;
    private final StateWays ways;
    private final PacketSheet sheet;
    private final CaseDoor door;
    private final CaseReading cases;
    private final Directory directory;
    private final Obligations obligations;
    private final Disclosures disclosures;
    private final Audit audit;
    private final OnceOnly onceOnly;

    @SuppressWarnings("TooManyParameters")
    Packets(
            PacketRows rows,
            DutyRows duties,
            Proofs proofs,
            DutyDoorstep doorstep,
            StateWays ways,
            PacketSheet sheet,
            CaseDoor door,
            CaseReading cases,
            Directory directory,
            Obligations obligations,
            Disclosures disclosures,
            Audit audit,
            OnceOnly onceOnly) {
        this.rows = rows;
        this.duties = duties;
        this.proofs = proofs;
        this.doorstep = doorstep;
        this.ways = ways;
        this.sheet = sheet;
        this.door = door;
        this.cases = cases;
        this.directory = directory;
        this.obligations = obligations;
        this.disclosures = disclosures;
        this.audit = audit;
        this.onceOnly = onceOnly;
    }

    /**
     * A written report that is being filled in.
     *
     * @param fields those of the state, in its order, with what is known so far
     * @param needed the fields without which it can't be frozen
     * @param ofTheState whether the state has a list of its own; else it is what most states ask for
     */
    public record Draft(
            Duty duty,
            Map<String, String> fields,
            java.util.Set<String> needed,
            boolean ofTheState,
            String source,
            @Nullable Instant saved) {}

    /** A frozen version. */
    public record Frozen(UUID id, int version, String sha256, Instant frozenAt, List<Sending> sendings) {}

    public record Sending(SendingWay way, Instant sentAt, SealedWords to) {}

    /** What is being filled in: what was kept, else what the house knows and its holder may know. */
    public Draft draft(Viewer viewer, DutyId id) {
        var duty = doorstep.enter(viewer, id);
        doorstep.read(viewer, duty);
        var form = ways.form(duty.law().state());
        var kept = rows.draft(duty);
        var known = kept == null ? known(viewer, duty) : kept.fields();
        var fields = new LinkedHashMap<String, String>();
        form.fields().forEach(field -> fields.put(field, known.getOrDefault(field, "")));
        return new Draft(
                duty,
                fields,
                StateWays.NEEDED,
                ways.known(duty.law().state()),
                form.source(),
                kept == null ? null : kept.savedAt());
    }

    /** The reporter's own name and work; the student's only for who may open the case. */
    private Map<String, String> known(Viewer viewer, Duty duty) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("reporter_name", viewer.name());
        var school = directory.placeNames().getOrDefault(duty.school(), "");
        directory
                .staff(viewer.staff())
                .ifPresent(member -> fields.put(
                        "reporter_work", member.title().isEmpty() ? school : member.title() + ", " + school));
        var calls = proofs.calls(List.of(duty.id()));
        if (!calls.isEmpty()) {
            fields.put("oral_report", sheet.told(calls, duty, proofs));
        }
        if (doorstep.mayOpenCase(viewer, duty)) {
            var header = cases.look(viewer, duty.caseId()).header();
            fields.put("child_name", header.rosterName().isEmpty() ? header.called() : header.rosterName());
            fields.put("child_school", header.schoolName());
            var born = door.facts(duty.caseId()).bornOn();
            if (born != null) {
                fields.put("child_birth", born.toString());
            }
        }
        return fields;
    }

    /** Keeps what was filled in so far. */
    public void keep(Viewer viewer, DutyId id, Map<String, String> typed) {
        var duty = doorstep.enterToChange(viewer, id);
        rows.keep(duty, ofForm(duty, typed), doorstep.now());
        audit.log(viewer, Action.CHANGED, duty.ref(), null, Purpose.MANDATED_REPORT);
    }

    /** Only what the state asks for is kept, whatever else is sent along. */
    private Map<String, String> ofForm(Duty duty, Map<String, String> typed) {
        var fields = new LinkedHashMap<String, String>();
        ways.form(duty.law().state()).fields().forEach(field -> fields.put(field, typed.getOrDefault(field, "")));
        return fields;
    }

    /** The PDF of what was filled in so far, marked as a draft. */
    public byte[] preview(Viewer viewer, DutyId id) {
        var draft = draft(viewer, id);
        return sheet.pdf(draft.duty(), draft.fields(), 0, doorstep.now());
    }

    /** Stands for what a form showed, so that it can be told whether that is still what is kept. */
    public static String content(Map<String, String> fields) {
        return sha256(new TreeMap<>(fields).toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Keeps what was filled in and freezes exactly that, as the next version; returns its id.
     *
     * @param shown the {@link #content} of what the form showed when it was opened; null where there was no form. Where
     *     nothing was typed since and other words were kept meanwhile, in another window, nothing is frozen
     */
    public UUID freeze(Viewer viewer, DutyId id, @Nullable String shown, Map<String, String> typed, String key) {
        var fields = ofForm(doorstep.enter(viewer, id), typed);
        var content = content(fields);
        return onceOnly.once(
                        viewer.staff().value(), "mandate.freeze", key, door.fingerprint(id.value(), content), () -> {
                            var duty = doorstep.enterToChange(viewer, id);
                            var kept = rows.draft(duty);
                            if (kept != null && content.equals(shown) && !content.equals(content(kept.fields()))) {
                                throw CannotReport.overtaken("what", "reports.cannot.changed");
                            }
                            requireNeeded(duty, fields);
                            var now = doorstep.now();
                            rows.keep(duty, fields, now);
                            var version = rows.nextVersion(duty);
                            var pdf = sheet.pdf(duty, fields, version, now);
                            var packet = rows.add(
                                    duty,
                                    version,
                                    fields,
                                    Base64.getEncoder().encodeToString(pdf),
                                    sha256(pdf),
                                    viewer.staff(),
                                    now);
                            doorstep.done(viewer, duty, "reports.told.frozen");
                            return packet;
                        })
                .id();
    }

    private void requireNeeded(Duty duty, Map<String, String> fields) {
        var asked = ways.form(duty.law().state()).fields();
        for (var field : StateWays.NEEDED) {
            if (asked.contains(field) && fields.getOrDefault(field, "").isBlank()) {
                throw CannotReport.because(field, "reports.error.field_needed");
            }
        }
    }

    public List<Frozen> frozen(Viewer viewer, DutyId id) {
        return rows.frozen(doorstep.enter(viewer, id));
    }

    /** A frozen version's PDF, as it was sealed. */
    public byte[] pdf(Viewer viewer, DutyId id, UUID packet) {
        var duty = doorstep.enter(viewer, id);
        var sealed = rows.pdf(duty, packet).orElseThrow(DutyDoorstep::unknown);
        audit.log(viewer, Action.EXPORTED, duty.ref(), null, Purpose.MANDATED_REPORT);
        if (sealed.text() == null) {
            throw CannotReport.because("", "reports.cannot.gone");
        }
        return Base64.getDecoder().decode(sealed.text());
    }

    /** Records how, when, and to whom a frozen version was sent. */
    public UUID sent(Viewer viewer, DutyId id, UUID packet, SendingWay way, Instant when, String to, String key) {
        doorstep.enter(viewer, id);
        var fingerprint = door.fingerprint(id.value(), packet, way, when, to);
        return onceOnly.once(viewer.staff().value(), "mandate.sent", key, fingerprint, () -> {
                    var duty = doorstep.enterToChange(viewer, id);
                    if (rows.frozen(duty).stream()
                            .noneMatch(frozen -> frozen.id().equals(packet))) {
                        throw DutyDoorstep.unknown();
                    }
                    var at = doorstep.said(duty, when);
                    var moved = MandatedReports.move(duty, ReportLife.Verb.SEND, duty.calledAt());
                    var first = duty.sentAt() == null || at.isBefore(duty.sentAt()) ? at : duty.sentAt();
                    var after = moved.moved(moved.status(), moved.calledAt(), first);
                    var sending = rows.addSending(duty, packet, way, at, to, viewer.staff(), doorstep.now());
                    var next = Reminders.first(after);
                    duties.save(after, next == null ? null : next.at());
                    if (duty.writtenOpen()) {
                        obligations.settle(duty.caseId(), duty.writtenObligation());
                    }
                    disclosures.reported(viewer, duty.caseId(), to, "reports.disclosed.written", at);
                    doorstep.done(viewer, duty, "reports.told.sent");
                    return sending;
                })
                .id();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
