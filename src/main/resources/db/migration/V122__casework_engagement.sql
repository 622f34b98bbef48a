-- Engagement and assessment: meetings with the student, what they asked for, safety, instruments and their answers, and
-- judgments. Words about a student are sealed by the key of their case and only ever added to; a correction is a new row.

-- A meeting as it stands; what was said stands in its entries.
create table case_meeting (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    state       text        not null check (state in ('PLANNED', 'HELD', 'DECLINED', 'INTERRUPTED', 'CALLED_OFF')),
    meets_at    timestamptz not null,
    who         uuid        not null, -- who of the team meets the student
    made_by     uuid        not null,
    made_at     timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id)
);
create index case_meeting_of_case on case_meeting (district_id, case_id, meets_at desc, id desc);
create index case_meeting_planned on case_meeting (district_id, who, meets_at) where state = 'PLANNED';
select havenward_guard('case_meeting', 'select,insert,update');

create table case_meeting_entry (
    district_id    uuid        not null,
    id             uuid        not null,
    case_id        uuid        not null,
    meeting_id     uuid        not null,
    step           text        not null,
    at             timestamptz not null, -- when it was written down
    by_staff       uuid        not null,
    meets_at       timestamptz not null,
    who            uuid        not null,
    place          bytea, -- sealed
    others         bytea, -- sealed: who else was there
    student_words  bytea, -- sealed: in the student's own words
    counselor_view bytea, -- sealed: what the counselor makes of it
    corrects       uuid,
    primary key (district_id, id),
    foreign key (district_id, meeting_id) references case_meeting (district_id, id)
);
create index case_meeting_entry_of_meeting on case_meeting_entry (district_id, meeting_id, at, id);
select havenward_guard('case_meeting_entry', 'select,insert');

-- What the student asked for and how to reach them safely: each row is the whole of it, and the newest counts.
create table case_wishes (
    district_id  uuid        not null,
    id           uuid        not null,
    case_id      uuid        not null,
    at           timestamptz not null,
    by_staff     uuid        not null,
    wishes       bytea, -- sealed
    known_by     bytea, -- sealed: who may know what
    safe_contact bytea, -- sealed: ways, times, and places
    not_safe     bytea, -- sealed
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id)
);
create index case_wishes_newest on case_wishes (district_id, case_id, at desc, id desc);
select havenward_guard('case_wishes', 'select,insert');

-- Who said when that the student is safe now, or is not. Facts, no words; "safe" only ever by a person's judgment.
create table case_safety (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    at          timestamptz not null, -- when it was known here
    said_at     timestamptz not null, -- when someone said it
    safe        boolean     not null,
    source      text        not null check (source in ('CONCERN', 'ANSWER', 'JUDGMENT')),
    source_id   uuid        not null,
    by_staff    uuid,
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    check (not safe or source = 'JUDGMENT')
);
create index case_safety_newest on case_safety (district_id, case_id, at desc, id desc);
select havenward_guard('case_safety', 'select,insert');

-- Instruments by the hash of their text: ours once they are used, licensed ones once they are imported. The text of a row
-- never changes; a withdrawn one is not begun any more.
create table instrument (
    district_id   uuid        not null,
    hash          text        not null check (hash ~ '^[0-9a-f]{64}$'),
    instrument_id text        not null,
    version       integer     not null,
    purpose       text        not null,
    content       text        not null,
    added_by      uuid, -- null: ships with the product
    added_at      timestamptz not null,
    withdrawn_by  uuid,
    withdrawn_at  timestamptz,
    primary key (district_id, hash),
    unique (district_id, instrument_id, version, hash),
    check ((withdrawn_by is null) = (withdrawn_at is null))
);
select havenward_guard('instrument', 'select,insert,update');

create table case_assessment (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    instrument  text        not null,
    purpose     text        not null,
    begun_by    uuid        not null,
    begun_at    timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    foreign key (district_id, instrument) references instrument (district_id, hash)
);
create index case_assessment_of_case on case_assessment (district_id, case_id, begun_at desc, id desc);
select havenward_guard('case_assessment', 'select,insert');

create table case_answer (
    district_id   uuid        not null,
    id            uuid        not null,
    case_id       uuid        not null,
    assessment_id uuid        not null,
    question      text        not null, -- its id in the instrument: the same for every student
    answer        bytea       not null, -- sealed
    at            timestamptz not null,
    by_staff      uuid        not null,
    meeting_id    uuid, -- during which meeting it was given
    primary key (district_id, id),
    foreign key (district_id, assessment_id) references case_assessment (district_id, id),
    foreign key (district_id, meeting_id) references case_meeting (district_id, id)
);
create index case_answer_of_assessment on case_answer (district_id, assessment_id, at, id);
select havenward_guard('case_answer', 'select,insert');

-- Judgments of people; their reasons stand sealed in the chronology, in the entry of the same id.
create table case_judgment (
    district_id   uuid        not null,
    id            uuid        not null,
    case_id       uuid        not null,
    matter        text        not null check (matter in ('SAFETY', 'TRAFFICKING', 'CONFIRMATION')),
    conclusion    text        not null,
    basis         text[]      not null,
    assessment_id uuid,
    support       bytea, -- sealed: the support that stays
    at            timestamptz not null,
    by_staff      uuid        not null,
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    foreign key (district_id, id) references case_entry (district_id, id) deferrable initially deferred,
    foreign key (district_id, assessment_id) references case_assessment (district_id, id)
);
create index case_judgment_newest on case_judgment (district_id, case_id, at desc, id desc);
select havenward_guard('case_judgment', 'select,insert');

-- Forms that were begun and not yet sent; each its writer's alone.
create table case_form_draft (
    district_id uuid        not null,
    case_id     uuid        not null,
    staff_id    uuid        not null,
    form        text        not null,
    fields      bytea       not null, -- sealed
    saved_at    timestamptz not null,
    primary key (district_id, case_id, staff_id, form),
    foreign key (district_id, case_id) references case_file (district_id, id)
);
select havenward_guard('case_form_draft');
