package org.havenward.voice;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.platform.Ids;
import org.havenward.platform.KeyId;
import org.havenward.platform.OnceOnly;
import org.havenward.platform.Vault;
import org.havenward.prevention.Lesson;
import org.havenward.prevention.LessonId;
import org.havenward.prevention.Lessons;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The private answers after a lesson (mission A4, after the practice of Prince William County that the guide describes).
 * Whatever a student answers leaves a row of the same size without a time; only the lesson's social worker reads it.
 */
@Service
@Transactional
public class LessonAnswers {
    /** Every answer is sealed as so many bytes, whatever it says. */
    static final int SIZE = 12_288;

    private static final UUID ANYONE = new UUID(0, 0);
    private static final String MARK = "\u001f";

    private final JdbcClient jdbc;
    private final Lessons lessons;
    private final ConcernDesk desk;
    private final Gate gate;
    private final Audit audit;
    private final Vault vault;
    private final OnceOnly onceOnly;
    private final SecureRandom chance;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    LessonAnswers(
            JdbcClient jdbc,
            Lessons lessons,
            ConcernDesk desk,
            Gate gate,
            Audit audit,
            Vault vault,
            OnceOnly onceOnly,
            SecureRandom chance,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.lessons = lessons;
        this.desk = desk;
        this.gate = gate;
        this.audit = audit;
        this.vault = vault;
        this.onceOnly = onceOnly;
        this.chance = chance;
        this.clock = clock;
    }

    /** One answer, for the social worker, with what came of it last. */
    public record Listed(
            UUID id,
            LessonAnswer answer,
            LessonAnswer.@Nullable Outcome outcome,
            @Nullable Instant at) {}

    /**
     * A lesson with answers that wait for its social worker.
     *
     * @param due when the first of them is to be met
     */
    public record Waiting(Lesson lesson, long many, Instant due) {}

    /** Keeps what a student answers, once; false where the lesson takes no answers now. */
    public boolean answer(LessonId id, LessonAnswer answer, String seed) {
        var lesson = lessons.find(id);
        if (lesson.isEmpty() || !lesson.get().open(clock.instant())) {
            return false;
        }
        // A changed answer that is sent again is kept besides the first: better two than none.
        var said = seed + "\u001f" + answer;
        var key = HexFormat.of().formatHex(vault.mac("voice.once", said.getBytes(StandardCharsets.UTF_8)));
        // The record's id is not kept with the submission: its time would say who answered when.
        onceOnly.once(ANYONE, "voice.lesson", key, seed, () -> {
            add(id, answer);
            return id.value();
        });
        return true;
    }

    private void add(LessonId lesson, LessonAnswer answer) {
        var id = new UUID(chance.nextLong(), chance.nextLong());
        jdbc.sql("""
                insert into voice_lesson_answer (district_id, lesson_id, id, choice, meet, urgency, on_paper, words)
                values (havenward_district(), :lesson, :id, :choice, :meet, :urgency, :paper, :words)
                """)
                .param("lesson", lesson.value())
                .param("id", id)
                .param("choice", answer.choice().name())
                .param("meet", answer.meet())
                .param("urgency", answer.soon().ordinal())
                .param("paper", answer.onPaper())
                .param("words", vault.seal(key(lesson), "voice.lesson/" + id, padded(answer)))
                .update();
    }

    private static String padded(LessonAnswer answer) {
        var text = String.join(
                MARK,
                answer.name().replace(MARK, " "),
                answer.where().replace(MARK, " "),
                answer.words().replace(MARK, " "));
        return text + MARK + " ".repeat(SIZE - 1 - text.getBytes(StandardCharsets.UTF_8).length);
    }

    private KeyId key(LessonId lesson) {
        var known = jdbc.sql("select key_id from voice_lesson where lesson_id = :id")
                .param("id", lesson.value());
        return new KeyId(known.query(UUID.class).optional().orElseGet(() -> {
            var made = vault.newKey();
            jdbc.sql("""
                    insert into voice_lesson (district_id, lesson_id, key_id) values (havenward_district(), :id, :key)
                    on conflict do nothing
                    """).param("id", lesson.value()).param("key", made.value()).update();
            return known.query(UUID.class).single();
        }));
    }

    /** The list of the day: who came forward, as soon as they say; those with nothing to say are only counted. */
    public List<Listed> list(Viewer viewer, LessonId id) {
        var lesson = enter(viewer, id);
        audit.log(viewer, Action.OPENED, lesson.ref(), null, Purpose.CASE_WORK);
        return jdbc
                .sql("""
                        select a.id, a.choice, a.meet, a.urgency, a.on_paper, a.words, o.outcome, o.at
                        from voice_lesson_answer a left join lateral (
                            select outcome, at from voice_lesson_outcome where answer_id = a.id
                            order by at desc, id desc limit 1) o on true
                        where a.lesson_id = :id and (a.meet or a.choice <> 'NOTHING')
                        """)
                .param("id", id.value())
                .query((row, number) -> {
                    var answer = row.getObject("id", UUID.class);
                    var parts = vault.open(key(id), "voice.lesson/" + answer, row.getBytes("words"))
                            .split(MARK, -1);
                    var outcome = row.getString("outcome");
                    var at = row.getObject("at", OffsetDateTime.class);
                    return new Listed(
                            answer,
                            new LessonAnswer(
                                    LessonAnswer.Choice.valueOf(row.getString("choice")),
                                    row.getBoolean("meet"),
                                    LessonAnswer.Soon.values()[row.getInt("urgency")],
                                    parts[0],
                                    parts[1],
                                    parts[2],
                                    row.getBoolean("on_paper")),
                            outcome == null ? null : LessonAnswer.Outcome.valueOf(outcome),
                            at == null ? null : at.toInstant());
                })
                .list()
                .stream()
                .sorted(Comparator.comparing((Listed one) -> one.outcome() != null)
                        .thenComparing(one -> one.answer().soon())
                        .thenComparing(one -> !one.answer().meet())
                        .thenComparing(Listed::id))
                .toList();
    }

    /** Enters answers from paper slips: those who came forward, one by one; the others as a number. */
    public void enter(Viewer viewer, LessonId id, @Nullable LessonAnswer slip, int nothing, String key) {
        var lesson = enter(viewer, id);
        if (nothing < 0 || nothing > 500) {
            throw new IllegalArgumentException("So many slips are not of one lesson");
        }
        onceOnly.once(viewer.staff().value(), "voice.slips", key, id.value() + MARK + slip + MARK + nothing, () -> {
            if (slip != null) {
                add(id, slip);
            }
            for (var empty = 0; empty < nothing; empty++) {
                add(
                        id,
                        new LessonAnswer(
                                LessonAnswer.Choice.NOTHING, false, LessonAnswer.Soon.ANY_TIME, "", "", "", true));
            }
            audit.log(viewer, Action.ADDED_TO, lesson.ref(), null, Purpose.CASE_WORK);
            return id.value();
        });
    }

    /**
     * What came of an answer. Identified: it becomes a concern with the student's words, urgent where the student said today.
     *
     * @return the concern's id, where it became one
     */
    public Optional<UUID> settle(
            Viewer viewer, LessonId id, UUID answer, LessonAnswer.Outcome outcome, String words, String key) {
        var lesson = enter(viewer, id);
        var listed = list(viewer, id).stream()
                .filter(one -> one.id().equals(answer))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Decision.Reason.OTHER_DISTRICT));
        var settled = onceOnly.once(
                viewer.staff().value(), "voice.lesson.settle", key, answer + MARK + outcome + MARK + words, () -> {
                    var made = Ids.next();
                    jdbc.sql("""
                            insert into voice_lesson_outcome (district_id, answer_id, id, outcome, words, by_staff, at)
                            values (havenward_district(), :answer, :id, :outcome, :words, :by, :at)
                            """)
                            .param("answer", answer)
                            .param("id", made)
                            .param("outcome", outcome.name())
                            .param(
                                    "words",
                                    words.isBlank() ? null : vault.seal(key(id), "voice.outcome/" + made, words),
                                    Types.BINARY)
                            .param("by", viewer.staff().value())
                            .param("at", ConversationRows.at(clock.instant()))
                            .update();
                    audit.log(viewer, Action.DECIDED, lesson.ref(), null, Purpose.CASE_WORK);
                    return outcome == LessonAnswer.Outcome.IDENTIFIED
                            ? raise(viewer, lesson, answer, listed.answer(), words, key)
                            : made;
                });
        return outcome == LessonAnswer.Outcome.IDENTIFIED ? Optional.of(settled.id()) : Optional.empty();
    }

    /** Whoever settles an answer anew, or in two windows at once, raises its concern once. */
    private UUID raise(Viewer viewer, Lesson lesson, UUID answer, LessonAnswer said, String words, String key) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('voice.identified/' || :answer, 0))")
                .param("answer", answer.toString())
                .query((row, number) -> number)
                .list();
        var raised = jdbc.sql("select concern_id from voice_lesson_concern where answer_id = :answer")
                .param("answer", answer)
                .query(UUID.class)
                .optional();
        return raised.orElseGet(() -> {
            var concern = raise(viewer, lesson, said, words, key);
            jdbc.sql("""
                    insert into voice_lesson_concern (district_id, answer_id, concern_id)
                    values (havenward_district(), :answer, :concern)
                    """).param("answer", answer).param("concern", concern).update();
            return concern;
        });
    }

    private UUID raise(Viewer viewer, Lesson lesson, LessonAnswer answer, String words, String key) {
        var said = String.join("\n\n", answer.words().strip(), words.strip()).strip();
        return desk.raiseAfterLesson(
                viewer,
                lesson.school(),
                said.isEmpty() ? lesson.title() : said,
                answer.name().isBlank() ? null : answer.name(),
                answer.soon() == LessonAnswer.Soon.TODAY,
                key);
    }

    /** The counts of one lesson, for whoever plans lessons there; small ones are not to be shown: see {@link Funnel#shown}. */
    public Funnel funnel(Viewer viewer, LessonId id) {
        var lesson = lessons.find(id).orElseThrow(LessonAnswers::unknown);
        gate.require(viewer, Need.PLAN_LESSON, lesson.ref());
        return count("l.id = :id", java.util.Map.of("id", id.value()));
    }

    /** The counts of a school's lessons that began in a time. */
    public Funnel funnel(Viewer viewer, org.havenward.district.SchoolId school, Instant from, Instant to) {
        gate.require(
                viewer,
                Need.PLAN_LESSON,
                new org.havenward.access.RecordRef(RecordKind.SCHOOL, school.value(), school));
        return count(
                "l.school_id = :school and l.opens_at >= :from and l.opens_at < :to",
                java.util.Map.of(
                        "school", school.value(), "from", ConversationRows.at(from), "to", ConversationRows.at(to)));
    }

    private Funnel count(String condition, java.util.Map<String, ?> parameters) {
        return jdbc.sql("""
                select (select coalesce(sum(l.taught), 0) from lesson l where %s) as taught, count(a.id) as responded,
                    count(a.id) filter (where a.meet or a.choice <> 'NOTHING') as came,
                    count(a.id) filter (where a.meet) as wished,
                    count(a.id) filter (where o.outcome in ('MET', 'INFORMATION', 'IDENTIFIED', 'REFERRED')) as met,
                    count(a.id) filter (where o.outcome = 'IDENTIFIED') as identified,
                    count(a.id) filter (where o.outcome = 'INFORMATION') as information
                from lesson l join voice_lesson_answer a on a.lesson_id = l.id
                left join lateral (select outcome from voice_lesson_outcome where answer_id = a.id
                    order by at desc, id desc limit 1) o on true
                where %s
                """.formatted(condition, condition))
                .params(parameters)
                .query((row, number) -> new Funnel(
                        row.getLong("taught"),
                        row.getLong("responded"),
                        row.getLong("came"),
                        row.getLong("wished"),
                        row.getLong("met"),
                        row.getLong("identified"),
                        row.getLong("information")))
                .single();
    }

    /** Lessons whose answers wait for the viewer; no word of them. */
    public List<Waiting> waitingFor(Viewer viewer) {
        var mine = gate.visible(viewer, Need.MEET_AFTER_LESSON, RecordKind.LESSON, "l.id", "l.school_id");
        return waiting(mine.sql(), mine.parameters());
    }

    /** For the coordinator: lessons of which someone was not met in time, whoever was to meet them. */
    public List<Waiting> late(Viewer viewer) {
        var open = gate.visible(viewer, Need.COORDINATE, RecordKind.LESSON, "l.id", "l.school_id");
        return waiting(open.sql(), open.parameters()).stream()
                .filter(waiting -> clock.instant().isAfter(waiting.due()))
                .toList();
    }

    private List<Waiting> waiting(String condition, java.util.Map<String, Object> parameters) {
        return jdbc
                .sql("""
                        select l.id, count(*) as many, min(a.urgency) as soonest
                        from lesson l join voice_lesson_answer a on a.lesson_id = l.id
                        where (a.meet or a.choice <> 'NOTHING') and %s
                            and not exists (select 1 from voice_lesson_outcome o where o.answer_id = a.id)
                        group by l.id order by min(a.urgency), l.id limit 50
                        """.formatted(condition))
                .params(parameters)
                .query((row, number) -> new Open(
                        new LessonId(row.getObject("id", UUID.class)), row.getLong("many"), row.getInt("soonest")))
                .list()
                .stream()
                .map(open -> {
                    var lesson = lessons.find(open.id()).orElseThrow();
                    var after = LessonAnswer.Soon.values()[open.soonest()].within();
                    return new Waiting(lesson, open.many(), lesson.opensAt().plus(after));
                })
                .toList();
    }

    private record Open(LessonId id, long many, int soonest) {}

    /** The lesson, for its social worker. */
    public Lesson enter(Viewer viewer, LessonId id) {
        var lesson = lessons.find(id).orElseThrow(LessonAnswers::unknown);
        gate.require(viewer, Need.MEET_AFTER_LESSON, lesson.ref());
        return lesson;
    }

    private static RefusedException unknown() {
        return new RefusedException(Decision.Reason.OTHER_SCHOOL);
    }
}
