-- What staff saw or heard. Words about a student are sealed by the key of their concern (key_id). What was said can't be
-- changed: the application may add rows, and may update the columns of a concern's state only.

create table concern (
    district_id         uuid        not null,
    id                  uuid        not null,
    school_id           uuid        not null,
    student_id          uuid, -- null: the reporter did not know the name, and nobody has linked a student yet
    key_id              uuid        not null,
    reporter            uuid        not null,
    description         bytea, -- sealed: who it may be, where the name is not known
    place               bytea, -- sealed
    indicators          bytea, -- sealed: ids of the guide's indicators; what was noticed, never a score
    observed_at         timestamptz not null,
    received_at         timestamptz not null,
    urgency             smallint    not null check (urgency in (0, 1)), -- 0: the reporter sees immediate danger
    status              text        not null
                        check (status in ('WAITING', 'BEING_LOOKED_AT', 'MORE_ASKED', 'IN_CASE', 'ROUTED')),
    waiting_since       timestamptz not null,
    -- Due is data: whom to tell when, computed at receipt from the school calendar.
    acknowledge_by      timestamptz not null,
    backup_at           timestamptz not null,
    coordinator_at      timestamptz not null,
    backup_told_at      timestamptz,
    coordinator_told_at timestamptz,
    escalate_at         timestamptz, -- the next of these times that is still to come; null: nobody further is to be told
    acknowledged_by     uuid,
    acknowledged_at     timestamptz,
    decided_by          uuid,
    decided_at          timestamptz,
    version             integer     not null default 0,
    primary key (district_id, id),
    foreign key (district_id, school_id) references school,
    foreign key (district_id, student_id) references student,
    foreign key (district_id, reporter) references staff,
    foreign key (district_id, key_id) references data_key,
    check (student_id is not null or description is not null),
    check ((status in ('IN_CASE', 'ROUTED')) = (decided_at is not null)),
    check ((acknowledged_at is null) = (acknowledged_by is null)),
    check (escalate_at is null or status = 'WAITING')
);
select havenward_guard('concern', 'select,insert');
grant update (student_id, status, waiting_since, acknowledge_by, backup_at, coordinator_at, backup_told_at,
    coordinator_told_at, escalate_at, acknowledged_by, acknowledged_at, decided_by, decided_at, version)
    on concern to ${app_role};

-- The queue, for one school and for the district; what is overdue; what is closed.
create index concern_queue_of_school on concern (district_id, school_id, status, urgency, waiting_since, id);
create index concern_queue on concern (district_id, status, urgency, waiting_since, id);
create index concern_overdue_of_school on concern (district_id, school_id, acknowledge_by, id) where status = 'WAITING';
create index concern_overdue on concern (district_id, acknowledge_by, id) where status = 'WAITING';
create index concern_closed_of_school on concern (district_id, school_id, decided_at, id) where decided_at is not null;
create index concern_closed on concern (district_id, decided_at, id) where decided_at is not null;
create index concern_to_escalate on concern (district_id, escalate_at) where escalate_at is not null;
create index concern_of_student on concern (district_id, student_id, received_at, id) where student_id is not null;
create index concern_unnamed on concern (district_id, school_id, received_at, id) where student_id is null;
create index concern_of_reporter on concern (district_id, reporter, received_at, id);

-- Everything that was written: by the reporter, and between the counselor and them. Only grows.
create table concern_text (
    district_id uuid        not null,
    concern_id  uuid        not null,
    id          uuid        not null,
    kind        text        not null check (kind in ('NARRATIVE', 'ADDITION', 'QUESTION', 'ANSWER', 'REASON')),
    words       bytea       not null, -- sealed
    by_staff    uuid        not null,
    at          timestamptz not null,
    primary key (district_id, concern_id, id),
    foreign key (district_id, concern_id) references concern (district_id, id)
);
select havenward_guard('concern_text', 'select,insert');

-- What was done with it. Only grows.
create table concern_step (
    district_id uuid        not null,
    concern_id  uuid        not null,
    id          uuid        not null,
    step        text        not null,
    by_staff    uuid, -- null: the clock
    at          timestamptz not null,
    to_status   text        not null,
    code        text, -- where it was routed, or the role that was told
    refers_to   uuid, -- the text, case, student, or person it is about
    primary key (district_id, concern_id, id),
    foreign key (district_id, concern_id) references concern (district_id, id)
);
select havenward_guard('concern_step', 'select,insert');

-- A concern that was begun and not yet sent; its writer's alone. Once sent or thrown away its words and key are gone, and
-- the row stays for a day so that a late save does not bring it back.
create table concern_draft (
    district_id uuid        not null,
    id          uuid        not null,
    staff_id    uuid        not null,
    key_id      uuid,
    words       bytea, -- sealed
    begun_at    timestamptz not null,
    saved_at    timestamptz not null,
    ended_at    timestamptz,
    primary key (district_id, id),
    foreign key (district_id, staff_id) references staff,
    check ((words is null) = (ended_at is not null)),
    check ((words is null) = (key_id is null))
);
create index concern_draft_of_staff on concern_draft (district_id, staff_id, saved_at) where ended_at is null;
create index concern_draft_ended on concern_draft (district_id, ended_at) where ended_at is not null;
select havenward_guard('concern_draft');

-- The job and the health check look over all districts: they learn which have something due, and how much, no more.
create function concern_districts_due(at timestamptz) returns setof uuid
    language sql stable security definer set search_path = public, pg_temp as $$
    select distinct district_id from concern where escalate_at <= at
$$;
create function concern_escalations_stuck(before timestamptz) returns bigint
    language sql stable security definer set search_path = public, pg_temp as $$
    select count(*) from (select 1 from concern where escalate_at < before limit 1000) stuck
$$;
revoke execute on function concern_districts_due(timestamptz) from public;
revoke execute on function concern_escalations_stuck(timestamptz) from public;
grant execute on function concern_districts_due(timestamptz) to ${app_role};
grant execute on function concern_escalations_stuck(timestamptz) to ${app_role};
