-- Cases: everything that is done for one student. Words about a student are sealed by the key of their case (key_id);
-- destroying that key is their deletion. The chronology is append-only: a correction is a new entry.

create table case_number (
    district_id uuid     not null,
    year        smallint not null,
    last        integer  not null,
    primary key (district_id, year)
);
select havenward_guard('case_number', 'select,insert,update');

create table case_file (
    district_id         uuid        not null,
    id                  uuid        not null,
    number              text        not null,
    school_id           uuid        not null,
    student_id          uuid,
    student_description bytea, -- sealed: who it may be, where the roster does not say
    called              bytea, -- sealed: the name the student uses
    pronouns            bytea, -- sealed
    own_word            bytea, -- sealed: the student's own word for themself
    key_id              uuid        not null,
    status              text        not null check (status in ('SUSPICION', 'CONFIRMED', 'RECOVERY', 'CLOSED')),
    status_before       text check (status_before in ('SUSPICION', 'CONFIRMED', 'RECOVERY')),
    outcome             text,
    lead                uuid        not null,
    opened_by           uuid        not null,
    opened_at           timestamptz not null,
    closed_at           timestamptz,
    primary key (district_id, id),
    unique (district_id, number),
    foreign key (district_id, school_id) references school,
    foreign key (district_id, student_id) references student,
    foreign key (district_id, lead) references staff,
    -- A closed case remembers the state it reopens to, how it ended, and when.
    check ((status = 'CLOSED') = (status_before is not null)),
    check ((status = 'CLOSED') = (outcome is not null)),
    check ((status = 'CLOSED') = (closed_at is not null))
);
create index case_file_newest on case_file (district_id, opened_at desc, id desc);
create index case_file_of_student on case_file (district_id, student_id) where student_id is not null;
create index case_file_of_lead on case_file (district_id, lead);
select havenward_guard('case_file');

create table case_entry (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    kind        text        not null,
    at          timestamptz not null,
    by_staff    uuid, -- null: a duty that a rule of the house began or ended
    words       bytea, -- sealed
    refers_to   uuid, -- the entry corrected, the task, or the concern
    person      uuid, -- whom it is about, among the staff
    from_status text,
    to_status   text,
    code        text, -- an outcome, a role on the case, or what is owed: never words about the student
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id)
);
create index case_entry_newest on case_entry (district_id, case_id, at desc, id desc);
create index case_entry_corrections on case_entry (district_id, refers_to) where kind = 'CORRECTION';
select havenward_guard('case_entry', 'select,insert');

create table case_member (
    district_id uuid        not null,
    case_id     uuid        not null,
    staff_id    uuid        not null,
    role        text        not null,
    joined_at   timestamptz not null,
    first_seen  timestamptz, -- null: has not opened the case yet
    primary key (district_id, case_id, staff_id),
    foreign key (district_id, case_id) references case_file (district_id, id)
);
create index case_member_of_staff on case_member (district_id, staff_id);
select havenward_guard('case_member');

create table case_task (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    title       bytea       not null, -- sealed
    owner       uuid        not null,
    due_at      timestamptz not null,
    created_by  uuid        not null,
    created_at  timestamptz not null,
    done_by     uuid,
    done_at     timestamptz,
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    check ((done_at is null) = (done_by is null))
);
create index case_task_open_of_owner on case_task (district_id, owner, due_at) where done_at is null;
create index case_task_of_case on case_task (district_id, case_id, due_at);
select havenward_guard('case_task', 'select,insert,update');

-- What a case owes. A case with an open obligation cannot close.
create table case_obligation (
    district_id uuid        not null,
    case_id     uuid        not null,
    key         text        not null,
    label_key   text        not null,
    due_at      timestamptz,
    opened_at   timestamptz not null,
    settled_at  timestamptz,
    primary key (district_id, case_id, key),
    foreign key (district_id, case_id) references case_file (district_id, id)
);
create index case_obligation_open on case_obligation (district_id, due_at) where settled_at is null;
select havenward_guard('case_obligation', 'select,insert,update');

-- The concerns that went into a case; each goes into one.
create table case_concern (
    district_id uuid        not null,
    concern_id  uuid        not null,
    case_id     uuid        not null,
    school_id   uuid        not null, -- the concern's
    raised_at   timestamptz not null,
    joined_at   timestamptz not null,
    joined_by   uuid        not null,
    primary key (district_id, concern_id),
    foreign key (district_id, case_id) references case_file (district_id, id)
);
create index case_concern_of_case on case_concern (district_id, case_id);
select havenward_guard('case_concern', 'select,insert');

-- The search index: keyed hashes of words, cut short, so that it holds nothing readable. Deleted with a case's words.
create table case_token (
    district_id uuid  not null,
    token       bytea not null check (octet_length(token) = 12),
    case_id     uuid  not null,
    primary key (district_id, token, case_id),
    foreign key (district_id, case_id) references case_file (district_id, id)
);
create index case_token_of_case on case_token (district_id, case_id);
select havenward_guard('case_token', 'select,insert,delete');

-- A note that was begun and not yet added; its writer's alone.
create table case_draft (
    district_id uuid        not null,
    case_id     uuid        not null,
    staff_id    uuid        not null,
    words       bytea       not null, -- sealed
    saved_at    timestamptz not null,
    primary key (district_id, case_id, staff_id),
    foreign key (district_id, case_id) references case_file (district_id, id)
);
select havenward_guard('case_draft');
