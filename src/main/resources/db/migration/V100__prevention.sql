-- A lesson in which students are taught, and after which each may answer privately (mission A4). Nothing here is about a
-- student.

create table lesson (
    district_id   uuid        not null,
    id            uuid        not null,
    school_id     uuid        not null,
    title         text        not null check (length(title) between 1 and 200),
    place         text        not null check (length(place) <= 200),
    presenter     text        not null check (length(presenter) <= 200),
    social_worker uuid        not null, -- who alone reads what students answer
    code          text        not null unique, -- short, for the board and the QR code; says nothing of the district
    taught        integer     not null check (taught between 0 and 5000), -- how many students are in the room
    opens_at      timestamptz not null, -- between these the answers are open
    closes_at     timestamptz not null,
    made_by       uuid        not null,
    made_at       timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, school_id) references school,
    foreign key (district_id, social_worker) references staff,
    check (opens_at < closes_at)
);
select havenward_guard('lesson', 'select,insert');
create index lesson_of_school on lesson (district_id, school_id, opens_at, id);

-- Whoever has the code is not signed in: it leads to the district and the lesson, and to nothing else.
create function prevention_lesson_by_code(asked text) returns table (district_id uuid, id uuid)
    language sql stable security definer set search_path = public, pg_temp as $$
    select l.district_id, l.id from lesson l where l.code = asked
$$;
revoke execute on function prevention_lesson_by_code(text) from public;
grant execute on function prevention_lesson_by_code(text) to ${app_role};
