package org.havenward.prevention;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Role;
import org.havenward.access.Standing;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.School;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lessons: planning one, and finding it by its code. What students answer is voice's. */
@Service
@Transactional
public class Lessons {
    private static final String COLUMNS = "l.id, l.school_id, l.title, l.place, l.presenter, l.social_worker, l.code,"
            + " l.taught, l.opens_at, l.closes_at";
    private static final String ALPHABET = "bcdfghjkmnpqrstvwxz23456789";
    private static final int CODE = 6;

    private final JdbcClient jdbc;
    private final Gate gate;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final SecureRandom chance;
    private final InstantSource clock;

    Lessons(JdbcClient jdbc, Gate gate, Audit audit, OnceOnly onceOnly, SecureRandom chance, InstantSource clock) {
        this.jdbc = jdbc;
        this.gate = gate;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.chance = chance;
        this.clock = clock;
    }

    /** Where a code leads. */
    public record Coded(DistrictId district, LessonId lesson) {}

    /** The schools for which the viewer may plan a lesson. */
    public List<School> schools(Viewer viewer) {
        return gate.schools(viewer, Need.PLAN_LESSON);
    }

    /** Who may read what students answer at a school: those whose role opens cases there. */
    public boolean mayMeet(StaffId who, SchoolId school) {
        var place = new RecordRef(RecordKind.SCHOOL, school.value(), school);
        return List.of(
                        Role.DESIGNATED_COUNSELOR,
                        Role.BACKUP_COUNSELOR,
                        Role.RESPONSE_TEAM_MEMBER,
                        Role.DISTRICT_COORDINATOR)
                .stream()
                .anyMatch(role -> gate.holders(role, place).contains(who));
    }

    /** Plans a lesson; its social worker alone will read the answers. */
    public LessonId plan(Viewer viewer, NewLesson lesson, String key) {
        gate.require(
                viewer,
                Need.PLAN_LESSON,
                new RecordRef(RecordKind.SCHOOL, lesson.school().value(), lesson.school()));
        if (!mayMeet(lesson.socialWorker(), lesson.school())) {
            throw new IllegalArgumentException("The social worker of a lesson has a role that opens cases there");
        }
        var made = onceOnly.once(viewer.staff().value(), "lesson.plan", key, lesson.toString(), () -> {
            var id = Ids.next();
            jdbc.sql("""
                    insert into lesson (district_id, id, school_id, title, place, presenter, social_worker, code, taught,
                        opens_at, closes_at, made_by, made_at)
                    values (havenward_district(), :id, :school, :title, :place, :presenter, :worker, :code, :taught,
                        :opens, :closes, :by, :at)
                    """)
                    .param("id", id)
                    .param("school", lesson.school().value())
                    .param("title", lesson.title().strip())
                    .param("place", lesson.place().strip())
                    .param("presenter", lesson.presenter().strip())
                    .param("worker", lesson.socialWorker().value())
                    .param("code", code())
                    .param("taught", lesson.taught())
                    .param("opens", at(lesson.opensAt()))
                    .param("closes", at(lesson.closesAt()))
                    .param("by", viewer.staff().value())
                    .param("at", at(clock.instant()))
                    .update();
            var ref = new RecordRef(RecordKind.LESSON, id, lesson.school());
            gate.admit(ref, lesson.socialWorker(), Standing.LEAD);
            audit.log(viewer, Action.CREATED, ref, null, Purpose.ADMINISTRATION);
            return id;
        });
        return new LessonId(made.id());
    }

    /** A lesson for whoever plans lessons at its school; its facts and code, no answer. */
    public Lesson open(Viewer viewer, LessonId id) {
        var lesson = find(id).orElseThrow(() -> new RefusedException(Decision.Reason.OTHER_SCHOOL));
        gate.require(viewer, Need.PLAN_LESSON, lesson.ref());
        audit.log(viewer, Action.OPENED, lesson.ref(), null, Purpose.ADMINISTRATION);
        return lesson;
    }

    /** Lessons of the schools for which the viewer plans, and those whose answers they read, newest first. */
    public List<Lesson> list(Viewer viewer, @Nullable Instant before, int limit) {
        var plan = gate.visible(viewer, Need.PLAN_LESSON, RecordKind.LESSON, "l.id", "l.school_id");
        var meet = gate.visible(viewer, Need.MEET_AFTER_LESSON, RecordKind.LESSON, "l.id", "l.school_id");
        var found = jdbc.sql("select " + COLUMNS + " from lesson l where (" + plan.sql() + " or " + meet.sql() + ")"
                        + " and (cast(:before as timestamptz) is null or l.opens_at < :before)"
                        + " order by l.opens_at desc, l.id desc limit :limit")
                .params(plan.parameters())
                .params(meet.parameters())
                .param("before", before == null ? null : at(before), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("limit", limit)
                .query(Lessons::lesson)
                .list();
        audit.logAll(
                viewer,
                Action.LISTED,
                found.stream()
                        .map(lesson -> new Audit.Entry(lesson.ref(), null))
                        .toList(),
                Purpose.ADMINISTRATION);
        return found;
    }

    /** For the rooms further down, which ask the gate themselves. */
    public Optional<Lesson> find(LessonId id) {
        return jdbc.sql("select " + COLUMNS + " from lesson l where l.id = :id")
                .param("id", id.value())
                .query(Lessons::lesson)
                .optional();
    }

    /** Where a code leads; asked outside of any district, by someone who is not signed in. */
    public Optional<Coded> coded(String code) {
        return jdbc.sql("select district_id, id from prevention_lesson_by_code(:code)")
                .param("code", code)
                .query((row, number) -> new Coded(
                        new DistrictId(row.getObject("district_id", UUID.class)),
                        new LessonId(row.getObject("id", UUID.class))))
                .optional();
    }

    private String code() {
        var code = new StringBuilder();
        for (var letter = 0; letter < CODE; letter++) {
            code.append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    private static Lesson lesson(ResultSet row, int number) throws SQLException {
        return new Lesson(
                new LessonId(row.getObject("id", UUID.class)),
                new SchoolId(row.getObject("school_id", UUID.class)),
                row.getString("title"),
                row.getString("place"),
                row.getString("presenter"),
                new StaffId(row.getObject("social_worker", UUID.class)),
                row.getString("code"),
                row.getInt("taught"),
                row.getObject("opens_at", OffsetDateTime.class).toInstant(),
                row.getObject("closes_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
