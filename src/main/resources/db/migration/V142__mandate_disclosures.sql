-- What was told outside of the records, on which basis (34 CFR 99.31, 99.32, 99.36), which releases there are (99.30), and
-- who asked to inspect the record (99.10). Words are sealed by the key of their case. What was recorded is never edited.

create table mandate_release (
    district_id  uuid        not null,
    id           uuid        not null,
    case_id      uuid        not null,
    given_by     text        not null check (given_by in ('STUDENT', 'PARENT')),
    member_id    uuid,                 -- the parent, among the case's family
    party        bytea       not null, -- sealed: to whom
    scope        bytea       not null, -- sealed: what may be told
    purpose      bytea       not null, -- sealed
    signed_on    date        not null,
    until_at     timestamptz not null,
    recorded_by  uuid        not null,
    recorded_at  timestamptz not null,
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    withdrawn_why bytea, -- sealed
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    foreign key (district_id, member_id) references case_family_member (district_id, id),
    check ((given_by = 'PARENT') = (member_id is not null)),
    check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index mandate_release_of_case on mandate_release (district_id, case_id, id desc);
select havenward_guard('mandate_release', 'select,insert,update');

create table mandate_disclosure (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    school_id   uuid        not null,
    student_id  uuid,
    basis       text        not null,
    party       bytea       not null, -- sealed: to whom
    what        bytea       not null, -- sealed
    why         bytea       not null, -- sealed: their legitimate interest
    threat      bytea,                -- sealed: 99.32(a)(5)
    release_id  uuid,
    member_id   uuid,                 -- where it was told to someone of the family
    told_at     timestamptz not null,
    recorded_by uuid        not null,
    recorded_at timestamptz not null,
    corrects    uuid,
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    foreign key (district_id, release_id) references mandate_release (district_id, id),
    foreign key (district_id, member_id) references case_family_member (district_id, id),
    check ((basis = 'CONSENT') = (release_id is not null)),
    check (basis <> 'HEALTH_OR_SAFETY' or threat is not null)
);
create index mandate_disclosure_of_case on mandate_disclosure (district_id, case_id, told_at, id);
create index mandate_disclosure_of_student on mandate_disclosure (district_id, student_id, told_at, id)
    where student_id is not null;
select havenward_guard('mandate_disclosure', 'select,insert');

create table mandate_inspection (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    asked_by    text        not null check (asked_by in ('STUDENT', 'PARENT')),
    member_id   uuid,
    asked_how   bytea       not null, -- sealed: how they asked, in their words
    asked_on    date        not null,
    due_at      timestamptz not null,
    recorded_by uuid        not null,
    recorded_at timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    foreign key (district_id, member_id) references case_family_member (district_id, id),
    check ((asked_by = 'PARENT') = (member_id is not null))
);
create index mandate_inspection_of_case on mandate_inspection (district_id, case_id, id desc);
select havenward_guard('mandate_inspection', 'select,insert');

create table mandate_inspection_outcome (
    district_id   uuid        not null,
    inspection_id uuid        not null,
    outcome       text        not null check (outcome in ('SHOWN', 'PARTLY_SHOWN', 'NOT_SHOWN', 'TAKEN_BACK')),
    shown         text        not null, -- names of the parts that were shown
    counsel       bytea,      -- sealed: who of counsel was asked, when, and what they said
    reasons       bytea       not null, -- sealed
    decided_by    uuid        not null,
    decided_at    timestamptz not null,
    primary key (district_id, inspection_id),
    foreign key (district_id, inspection_id) references mandate_inspection (district_id, id),
    check (outcome not in ('SHOWN', 'PARTLY_SHOWN') or counsel is not null)
);
select havenward_guard('mandate_inspection_outcome', 'select,insert');
