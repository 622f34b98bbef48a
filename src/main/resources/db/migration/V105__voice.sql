-- What students and families tell. No table here has a column for an address, an agent, or a device. Words are sealed by the
-- key of their conversation, which is kept twice: wrapped by what the receipt says (and the district's own key), and sealed by
-- the key of the record. The receipt itself is nowhere: only a keyed hash of it, to find the conversation again.

-- Where the public pages begin: a short code for each school, and one for the district.
create table voice_place (
    district_id uuid not null references district,
    code        text not null unique,
    school_id   uuid, -- null: the whole district
    primary key (district_id, code),
    unique nulls not distinct (district_id, school_id),
    foreign key (district_id, school_id) references school
);
select havenward_guard('voice_place', 'select,insert');
create function voice_place_by_code(asked text) returns table (district_id uuid, school_id uuid)
    language sql stable security definer set search_path = public, pg_temp as $$
    select p.district_id, p.school_id from voice_place p where p.code = asked
$$;
revoke execute on function voice_place_by_code(text) from public;
grant execute on function voice_place_by_code(text) to ${app_role};

-- Of several districts: which to choose from.
create function voice_places_of_districts() returns table (district_id uuid, code text, name text)
    language sql stable security definer set search_path = public, pg_temp as $$
    select p.district_id, p.code, d.name from voice_place p join district d on d.district_id = p.district_id
    where p.school_id is null order by d.name limit 2000
$$;
revoke execute on function voice_places_of_districts() from public;
grant execute on function voice_places_of_districts() to ${app_role};

create table voice_conversation (
    district_id uuid        not null,
    id          uuid        not null,
    school_id   uuid        not null,
    about       text        not null check (about in ('SELF', 'PEER', 'SAW', 'FAMILY')),
    way         text        not null check (way in ('NAMED', 'CONFIDENTIAL', 'ANONYMOUS')),
    language    text        not null check (length(language) between 2 and 3),
    key_id      uuid        not null, -- the record's key
    salt        bytea       not null,
    receipt     bytea       not null, -- keyed hash of the receipt
    by_receipt  bytea       not null, -- the conversation's key, wrapped by what the receipt says
    by_record   bytea       not null, -- the conversation's key, sealed by the record's key
    identity    bytea, -- sealed by the record's key: the name, and how contact is safe
    same_words  bytea, -- keyed hash of a long text, to merge copies of it
    merged_into uuid, -- a copy of another one's words; it has no concern of its own
    told_at     timestamptz not null,
    primary key (district_id, id),
    unique (district_id, receipt),
    foreign key (district_id, school_id) references school,
    foreign key (district_id, key_id) references data_key,
    foreign key (district_id, merged_into) references voice_conversation (district_id, id),
    check (way <> 'ANONYMOUS' or identity is null)
);
select havenward_guard('voice_conversation', 'select,insert');
grant update (merged_into) on voice_conversation to ${app_role};
create index voice_conversation_same on voice_conversation (district_id, same_words, told_at) where same_words is not null;
create index voice_conversation_merged on voice_conversation (district_id, merged_into) where merged_into is not null;

-- What was written, by either side. Only grows.
create table voice_message (
    district_id     uuid        not null,
    conversation_id uuid        not null,
    id              uuid        not null,
    kind            text        not null
                    check (kind in ('TOLD', 'MORE', 'DETAIL', 'CONTACT', 'NAME', 'MEET', 'NO_MEET', 'ANSWER')),
    words           bytea       not null, -- sealed by the conversation's key
    by_staff        uuid, -- who answered; null: whoever told it
    at              timestamptz not null,
    primary key (district_id, conversation_id, id),
    foreign key (district_id, conversation_id) references voice_conversation (district_id, id),
    check ((kind = 'ANSWER') = (by_staff is not null))
);
select havenward_guard('voice_message', 'select,insert');

-- Who is behind a confidential message is opened by two people, or at once where someone is in danger. Only grows.
create table voice_unmask (
    district_id     uuid        not null,
    conversation_id uuid        not null,
    id              uuid        not null,
    step            text        not null check (step in ('ASKED', 'AGREED', 'REFUSED', 'DANGER')),
    by_staff        uuid        not null,
    reason          bytea       not null, -- sealed by the record's key
    at              timestamptz not null,
    primary key (district_id, conversation_id, id),
    foreign key (district_id, conversation_id) references voice_conversation (district_id, id)
);
select havenward_guard('voice_unmask', 'select,insert');

-- How many receipts were tried that are none, each hour: no more is known of who tries.
create table voice_guess (
    district_id uuid        not null,
    hour        timestamptz not null,
    wrong       integer     not null,
    primary key (district_id, hour)
);
select havenward_guard('voice_guess', 'select,insert,update');
create function voice_most_guesses(since timestamptz) returns integer
    language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(max(wrong), 0) from voice_guess where hour >= since
$$;
revoke execute on function voice_most_guesses(timestamptz) from public;
grant execute on function voice_most_guesses(timestamptz) to ${app_role};

-- What students answered after a lesson, under one key for each lesson. Every student leaves one row, of the same size, whatever they answer; ids are random
-- and there is no time, so that nobody can tell from the order who sat where.
create table voice_lesson (
    district_id uuid not null,
    lesson_id   uuid not null,
    key_id      uuid not null,
    primary key (district_id, lesson_id),
    foreign key (district_id, lesson_id) references lesson (district_id, id),
    foreign key (district_id, key_id) references data_key
);
select havenward_guard('voice_lesson', 'select,insert');
create table voice_lesson_answer (
    district_id uuid     not null,
    lesson_id   uuid     not null,
    id          uuid     not null,
    choice      text     not null check (choice in ('NOTHING', 'INFORMATION', 'ABOUT_ME', 'ABOUT_FRIEND')),
    meet        boolean  not null,
    urgency     smallint not null check (urgency between 0 and 2), -- as the student says: 0 today, 1 this week, 2 any time
    on_paper    boolean  not null,
    words       bytea    not null, -- sealed, padded: name, when, where, how it is safe, and what they wrote
    primary key (district_id, id),
    foreign key (district_id, lesson_id) references voice_lesson
);
select havenward_guard('voice_lesson_answer', 'select,insert');
create index voice_lesson_answer_of_lesson on voice_lesson_answer (district_id, lesson_id);

-- What came of it. Only grows; the last one counts.
create table voice_lesson_outcome (
    district_id uuid        not null,
    answer_id   uuid        not null,
    id          uuid        not null,
    outcome     text        not null
                check (outcome in ('MET', 'INFORMATION', 'IDENTIFIED', 'REFERRED', 'NOT_REACHED', 'NOT_IN_GOOD_FAITH')),
    words       bytea, -- sealed by the lesson's key
    by_staff    uuid        not null,
    at          timestamptz not null,
    primary key (district_id, answer_id, id),
    foreign key (district_id, answer_id) references voice_lesson_answer (district_id, id)
);
select havenward_guard('voice_lesson_outcome', 'select,insert');
