-- What a case means for the campus: other students, places, times, and actions; actions asked of people off the team; and links
-- between cases that show neither to the other. All words and all other students are sealed, so that no list of them can be read
-- and no student is found by having been named here. What is said is appended and never edited.

create table case_campus_fact (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    kind        text        not null check (kind in ('POSSIBLE_VICTIM', 'POSSIBLY_RECRUITED', 'POSSIBLY_RECRUITING', 'PLACE', 'TIME',
                                                     'ACTION_TAKEN', 'ACTION_ASKED', 'TAKEN_BACK')),
    student     bytea, -- sealed: which other student of the roster
    words       bytea, -- sealed
    refers_to   uuid,  -- what it takes back
    by_staff    uuid        not null,
    at          timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    foreign key (district_id, refers_to) references case_campus_fact (district_id, id),
    check ((kind = 'TAKEN_BACK') = (refers_to is not null)),
    check (student is not null or words is not null)
);
create index case_campus_fact_of_case on case_campus_fact (district_id, case_id, id desc);
create unique index case_campus_fact_taken_back on case_campus_fact (district_id, refers_to) where refers_to is not null;
select havenward_guard('case_campus_fact', 'select,insert');

-- A share that asks for an action says when it is due and when it was done; it names no purpose.
alter table case_share
    add column due_at timestamptz,
    add column done_at timestamptz,
    alter column purpose drop not null,
    add check ((purpose is null) = (due_at is not null)),
    add check (done_at is null or due_at is not null);

-- A counselor thinks that their case touches another; only coordinators read it.
create table case_link_suggestion (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    student     bytea,                -- sealed: which other student of the roster
    words       bytea       not null, -- sealed
    by_staff    uuid        not null,
    at          timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id)
);
create index case_link_suggestion_newest on case_link_suggestion (district_id, id desc);
create index case_link_suggestion_of_case on case_link_suggestion (district_id, case_id, id desc);
select havenward_guard('case_link_suggestion', 'select,insert');

-- Two cases that a coordinator linked.
create table case_link (
    district_id   uuid        not null,
    id            uuid        not null,
    one_case      uuid        not null,
    other_case    uuid        not null,
    suggestion_id uuid        not null,
    by_staff      uuid        not null,
    at            timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, one_case) references case_file (district_id, id),
    foreign key (district_id, other_case) references case_file (district_id, id),
    foreign key (district_id, suggestion_id) references case_link_suggestion (district_id, id),
    check (one_case <> other_case)
);
create index case_link_one on case_link (district_id, one_case);
create index case_link_other on case_link (district_id, other_case);
create index case_link_of_suggestion on case_link (district_id, suggestion_id);
select havenward_guard('case_link', 'select,insert');

-- A link that was undone.
create table case_link_end (
    district_id uuid        not null,
    link_id     uuid        not null,
    by_staff    uuid        not null,
    at          timestamptz not null,
    primary key (district_id, link_id),
    foreign key (district_id, link_id) references case_link (district_id, id)
);
select havenward_guard('case_link_end', 'select,insert');

-- What became of a suggestion.
create table case_link_answer (
    district_id   uuid        not null,
    suggestion_id uuid        not null,
    linked        boolean     not null,
    by_staff      uuid        not null,
    at            timestamptz not null,
    primary key (district_id, suggestion_id),
    foreign key (district_id, suggestion_id) references case_link_suggestion (district_id, id)
);
select havenward_guard('case_link_answer', 'select,insert');

-- Between one of two linked cases and the coordinator: sealed by that case's key, never shown in the other.
create table case_link_message (
    district_id      uuid        not null,
    id               uuid        not null,
    link_id          uuid        not null,
    case_id          uuid        not null,
    from_coordinator boolean     not null,
    words            bytea       not null, -- sealed
    by_staff         uuid        not null,
    at               timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, link_id) references case_link (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id)
);
create index case_link_message_of_link on case_link_message (district_id, link_id, id);
select havenward_guard('case_link_message', 'select,insert');
