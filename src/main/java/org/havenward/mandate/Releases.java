package org.havenward.mandate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.Decision;
import org.havenward.access.Need;
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
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StaffId;
import org.havenward.platform.Audience;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.havenward.platform.Reaches;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Releases (34 CFR 99.30): the eligible student's or a parent's written consent to tell someone something, for a purpose,
 * until a day. A parent's is taken only where the family guard says that the parent may be contacted, and not once the
 * rights are the student's own.
 */
@Service
@Transactional
@Reaches(value = Audience.FAMILY, because = "a parent is asked to sign; the guard is asked first")
public class Releases {
    private final CaseDoor door;
    private final FamilyGuard guard;
    private final Directory directory;
    private final SchoolCalendar calendar;
    private final JdbcClient jdbc;
    private final OnceOnly onceOnly;
    private final InstantSource clock;

    Releases(
            CaseDoor door,
            FamilyGuard guard,
            Directory directory,
            SchoolCalendar calendar,
            JdbcClient jdbc,
            OnceOnly onceOnly,
            InstantSource clock) {
        this.door = door;
        this.guard = guard;
        this.directory = directory;
        this.calendar = calendar;
        this.jdbc = jdbc;
        this.onceOnly = onceOnly;
        this.clock = clock;
    }

    /** @param parent null where the student gave it; @param until its last day */
    public record NewRelease(
            @Nullable FamilyMemberId parent,
            String party,
            String scope,
            String purpose,
            LocalDate signedOn,
            LocalDate until) {}

    public enum State {
        IN_FORCE,
        ENDED,
        WITHDRAWN;

        public String key() {
            return "mandate.release.state." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @param parent the parent who gave it; empty where the student did */
    public record Release(
            UUID id,
            boolean byStudent,
            SealedWords parent,
            SealedWords party,
            SealedWords scope,
            SealedWords purpose,
            LocalDate signedOn,
            Instant until,
            String recordedBy,
            @Nullable Instant withdrawnAt,
            SealedWords withdrawnWhy,
            State state) {}

    public UUID give(Viewer viewer, CaseId id, NewRelease release, String key) {
        door.enter(viewer, Need.WORK_ON_CASE, id);
        var fingerprint = door.fingerprint(id.value(), release);
        return onceOnly.once(viewer.staff().value(), "mandate.release", key, fingerprint, () -> {
                    var file = door.enterToChange(viewer, Need.WORK_ON_CASE, id);
                    requireGiver(file, release);
                    var now = clock.instant();
                    if (release.signedOn().isAfter(LocalDate.ofInstant(now, calendar.zone()))) {
                        throw CannotDo.because("signed", "mandate.release.error.signed_future");
                    }
                    var until = release.until()
                            .plusDays(1)
                            .atStartOfDay(calendar.zone())
                            .toInstant();
                    if (!until.isAfter(now)) {
                        throw CannotDo.because("until", "mandate.release.error.ended_already");
                    }
                    var made = Ids.next();
                    insert(viewer, id, made, release, until, now);
                    door.tell(
                            id,
                            viewer,
                            EntryKind.SHARING,
                            "mandate.told.released",
                            release.party() + ": " + release.scope());
                    door.audit(viewer, Action.CHANGED, file, Purpose.CASE_WORK);
                    return made;
                })
                .id();
    }

    private void requireGiver(CaseFacts file, NewRelease release) {
        var parent = release.parent();
        if (parent == null) {
            return;
        }
        if (EducationRecord.rightsAreTheStudents(file.bornOn(), release.signedOn())) {
            throw CannotDo.because("giver", "mandate.release.error.rights_moved");
        }
        if (guard.mayContact(parent, file.id()) instanceof FamilyGuard.Refused refused) {
            throw CannotDo.because("giver", refused.reason().key());
        }
    }

    private void insert(Viewer viewer, CaseId id, UUID made, NewRelease release, Instant until, Instant now) {
        jdbc.sql("""
                        insert into mandate_release (district_id, id, case_id, given_by, member_id, party, scope, purpose,
                            signed_on, until_at, recorded_by, recorded_at)
                        values (havenward_district(), :id, :case, :given, :member, :party, :scope, :purpose, :signed, :until,
                            :by, :now)
                        """)
                .param("id", made)
                .param("case", id.value())
                .param("given", release.parent() == null ? "STUDENT" : "PARENT")
                .param(
                        "member",
                        release.parent() == null ? null : release.parent().value())
                .param("party", door.seal(id, place("party", made), release.party()))
                .param("scope", door.seal(id, place("scope", made), release.scope()))
                .param("purpose", door.seal(id, place("purpose", made), release.purpose()))
                .param("signed", release.signedOn())
                .param("until", Timestamp.from(until))
                .param("by", viewer.staff().value())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The student or the parent took it back; what was told before stays told. */
    public UUID withdraw(Viewer viewer, CaseId id, UUID release, String why, String key) {
        door.enter(viewer, Need.WORK_ON_CASE, id);
        var fingerprint = door.fingerprint(id.value(), release, why);
        return onceOnly.once(viewer.staff().value(), "mandate.release_withdraw", key, fingerprint, () -> {
                    var file = door.enterToChange(viewer, Need.WORK_ON_CASE, id);
                    if (find(id, release).isEmpty()) {
                        throw new RefusedException(Decision.Reason.NOT_ON_TEAM);
                    }
                    int changed = jdbc.sql("""
                                    update mandate_release set withdrawn_by = :by, withdrawn_at = :now, withdrawn_why = :why
                                    where id = :id and case_id = :case and withdrawn_at is null
                                    """)
                            .param("id", release)
                            .param("case", id.value())
                            .param("by", viewer.staff().value())
                            .param("now", Timestamp.from(clock.instant()))
                            .param("why", door.seal(id, place("withdrawn_why", release), why))
                            .update();
                    if (changed == 0) {
                        throw CannotDo.overtaken("why", "mandate.release.error.withdrawn_already");
                    }
                    door.tell(id, viewer, EntryKind.SHARING, "mandate.told.release_withdrawn", why);
                    door.audit(viewer, Action.CHANGED, file, Purpose.CASE_WORK);
                    return release;
                })
                .id();
    }

    public List<Release> of(Viewer viewer, CaseId id) {
        var file = door.enter(viewer, Need.OPEN_CASE, id);
        door.audit(viewer, Action.OPENED, file, Purpose.CASE_WORK);
        return jdbc.sql("select * from mandate_release where case_id = :case order by id desc")
                .param("case", id.value())
                .query((row, number) -> release(id, row))
                .list();
    }

    private Optional<Release> find(CaseId id, UUID release) {
        return jdbc.sql("select * from mandate_release where case_id = :case and id = :id")
                .param("case", id.value())
                .param("id", release)
                .query((row, number) -> release(id, row))
                .optional();
    }

    /**
     * Refuses, with words why, where the release was not in force when it was told: what was told then is recorded, whatever
     * became of the release since. A parent's does not outlast the day on which the rights became the student's (34 CFR 99.5).
     *
     * @return the parent who gave it, of whom the guard is to be asked; empty where the student did
     */
    Optional<FamilyMemberId> requireInForce(CaseFacts file, @Nullable UUID release, Instant toldAt) {
        var id = Optional.ofNullable(release)
                .orElseThrow(() -> CannotDo.because("release", "mandate.disclosure.error.release_missing"));
        var found = find(file.id(), id)
                .orElseThrow(() -> CannotDo.because("release", "mandate.disclosure.error.release_missing"));
        if (found.withdrawnAt() != null && !found.withdrawnAt().isAfter(toldAt)) {
            throw CannotDo.because("release", "mandate.disclosure.error.release_withdrawn");
        }
        if (!toldAt.isBefore(found.until())) {
            throw CannotDo.because("release", "mandate.disclosure.error.release_ended");
        }
        if (toldAt.isBefore(found.signedOn().atStartOfDay(calendar.zone()).toInstant())) {
            throw CannotDo.because("release", "mandate.disclosure.error.release_later");
        }
        if (!found.byStudent()
                && EducationRecord.rightsAreTheStudents(file.bornOn(), LocalDate.ofInstant(toldAt, calendar.zone()))) {
            throw CannotDo.because("release", "mandate.disclosure.error.release_rights");
        }
        return giver(file.id(), id);
    }

    private Optional<FamilyMemberId> giver(CaseId id, UUID release) {
        return jdbc.sql("""
                        select member_id from mandate_release
                        where case_id = :case and id = :id and member_id is not null
                        """)
                .param("case", id.value())
                .param("id", release)
                .query((row, number) -> new FamilyMemberId(row.getObject(1, UUID.class)))
                .optional();
    }

    private Release release(CaseId id, ResultSet row) throws SQLException {
        var release = row.getObject("id", UUID.class);
        var member = row.getObject("member_id", UUID.class);
        var until = row.getTimestamp("until_at").toInstant();
        var withdrawn = row.getTimestamp("withdrawn_at");
        var state =
                withdrawn != null ? State.WITHDRAWN : clock.instant().isBefore(until) ? State.IN_FORCE : State.ENDED;
        return new Release(
                release,
                member == null,
                member == null ? new SealedWords(null, false) : name(id, new FamilyMemberId(member)),
                door.open(id, place("party", release), row.getBytes("party")),
                door.open(id, place("scope", release), row.getBytes("scope")),
                door.open(id, place("purpose", release), row.getBytes("purpose")),
                row.getObject("signed_on", LocalDate.class),
                until,
                directory
                        .staff(new StaffId(row.getObject("recorded_by", UUID.class)))
                        .map(one -> one.name())
                        .orElse(""),
                withdrawn == null ? null : withdrawn.toInstant(),
                door.open(id, place("withdrawn_why", release), row.getBytes("withdrawn_why")),
                state);
    }

    private SealedWords name(CaseId id, FamilyMemberId member) {
        return guard.family(id).stream()
                .filter(one -> one.id().equals(member))
                .map(FamilyGuard.Member::name)
                .findFirst()
                .orElse(new SealedWords(null, true));
    }

    private static String place(String field, UUID release) {
        return "mandate.release_" + field + "/" + release;
    }
}
