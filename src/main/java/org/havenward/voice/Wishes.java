package org.havenward.voice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.havenward.access.RecordRef;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.platform.DistrictScope;
import org.havenward.prevention.LessonId;
import org.havenward.prevention.Lessons;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells when a wish to meet waits too long: after a lesson until its outcome, in a conversation until an answer. Once for each
 * wish; whether this ran or not, My day shows what is late.
 */
@Service
class Wishes {
    /** A wish in a conversation is answered within so long. */
    static final Duration ANSWERED_WITHIN = Duration.ofDays(2);

    private final JdbcClient jdbc;
    private final Lessons lessons;
    private final ConcernDesk desk;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Wishes(
            JdbcClient jdbc,
            Lessons lessons,
            ConcernDesk desk,
            Audit audit,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.lessons = lessons;
        this.desk = desk;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    private record Late(UUID of, UUID wish) {}

    /** Looks through the current district. */
    @Transactional
    void look() {
        var now = clock.instant();
        tellOnce(afterLessons(now))
                .forEach((lesson, wish) ->
                        lessons.find(new LessonId(lesson)).ifPresent(found -> tell(found.ref(), wish)));
        tellOnce(inConversations(now))
                .forEach((conversation, wish) ->
                        desk.of(new ConversationId(conversation)).ifPresent(concern -> tell(concern, wish)));
    }

    private List<Late> afterLessons(Instant now) {
        return jdbc.sql("""
                select a.lesson_id as of, a.id as wish from lesson l join voice_lesson_answer a on a.lesson_id = l.id
                where (a.meet or a.choice <> 'NOTHING')
                    and l.opens_at <= case a.urgency when 0 then cast(:today as timestamptz)
                        when 1 then cast(:week as timestamptz) else cast(:any as timestamptz) end
                    and not exists (select 1 from voice_lesson_outcome o where o.answer_id = a.id)
                    and not exists (select 1 from voice_wish_told t where t.wish_id = a.id)
                """)
                .param("today", ConversationRows.at(now.minus(LessonAnswer.Soon.TODAY.within())))
                .param("week", ConversationRows.at(now.minus(LessonAnswer.Soon.THIS_WEEK.within())))
                .param("any", ConversationRows.at(now.minus(LessonAnswer.Soon.ANY_TIME.within())))
                .query(Wishes::late)
                .list();
    }

    private List<Late> inConversations(Instant now) {
        return jdbc.sql("""
                select m.conversation_id as of, m.id as wish from voice_message m
                where m.kind = 'MEET' and m.at <= :before
                    and not exists (select 1 from voice_message n where n.conversation_id = m.conversation_id
                        and n.kind in ('NO_MEET', 'ANSWER') and n.at >= m.at)
                    and not exists (select 1 from voice_wish_told t where t.wish_id = m.id)
                """)
                .param("before", ConversationRows.at(now.minus(ANSWERED_WITHIN)))
                .query(Wishes::late)
                .list();
    }

    private static Late late(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Late(row.getObject("of", UUID.class), row.getObject("wish", UUID.class));
    }

    /** One wish for each lesson or conversation, of which nobody else was first to tell. */
    private LinkedHashMap<UUID, UUID> tellOnce(List<Late> late) {
        var fresh = new LinkedHashMap<UUID, UUID>();
        for (var one : late) {
            var first = jdbc.sql("""
                    insert into voice_wish_told (district_id, wish_id) values (havenward_district(), :wish)
                    on conflict do nothing
                    """).param("wish", one.wish()).update() == 1;
            if (first) {
                fresh.putIfAbsent(one.of(), one.wish());
            }
        }
        return fresh;
    }

    private void tell(RecordRef about, UUID wish) {
        audit.logSystem(Action.ESCALATED, about, null, Purpose.SYSTEM);
        events.publishEvent(new WishWaits(DistrictScope.required(), about, wish));
    }
}
