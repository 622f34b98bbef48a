-- Which concern an answer after a lesson became: one, however often it is settled.
create table voice_lesson_concern (
    district_id uuid not null,
    answer_id   uuid not null,
    concern_id  uuid not null,
    primary key (district_id, answer_id),
    foreign key (district_id, answer_id) references voice_lesson_answer (district_id, id)
);
select havenward_guard('voice_lesson_concern', 'select,insert');

-- Far more answers than students: all of them are kept, and the health check says so. It learns how many such lessons there
-- are, no more.
create function voice_lessons_flooded(since timestamptz) returns bigint
    language sql stable security definer set search_path = public, pg_temp as $$
    select count(*) from lesson l
    where l.closes_at >= since and (
        select count(*) from voice_lesson_answer a
        where a.district_id = l.district_id and a.lesson_id = l.id) > greatest(60, 3 * l.taught)
$$;
revoke execute on function voice_lessons_flooded(timestamptz) from public;
grant execute on function voice_lessons_flooded(timestamptz) to ${app_role};
create index lesson_closing on lesson (closes_at);

-- Wishes to meet of which it was told that they wait too long: answers after a lesson, and messages of a conversation. There
-- is no time here, since an answer after a lesson has none.
create table voice_wish_told (
    district_id uuid not null,
    wish_id     uuid not null,
    primary key (district_id, wish_id)
);
select havenward_guard('voice_wish_told', 'select,insert');
create index voice_message_meet on voice_message (district_id, at) where kind = 'MEET';
