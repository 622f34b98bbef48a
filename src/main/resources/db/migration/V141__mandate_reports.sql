-- Mandated reports: each person's own duty, the calls and written reports that met it, and what the agency answered. Words
-- are sealed by the key of the case; what was recorded is append-only. A duty itself only moves forward: it has no delete.

create table mandate_duty (
    district_id     uuid        not null,
    id              uuid        not null,
    case_id         uuid        not null,
    case_number     text        not null,
    school_id       uuid        not null,
    holder          uuid        not null,
    reason          text        not null check (reason in ('RAISED', 'LEADS', 'LEARNED', 'NEW_FACTS', 'AGAIN')),
    concern_id      uuid, -- what they raised
    follows         uuid, -- the report that this one goes on from
    cause_at        timestamptz not null, -- when this person had cause
    arose_at        timestamptz not null, -- when the house wrote it down
    -- The law of that moment, as it was read then.
    state           text        not null,
    law_on          date        not null,
    call_hours      integer, -- null: not known, and so at once
    written         text        not null,
    written_hours   integer,
    unreviewed      text        not null, -- names of the fields that the district had not confirmed
    call_due        timestamptz not null,
    late_after      timestamptz not null, -- an hour after the cause where the law says at once
    written_due     timestamptz,
    written_owed    boolean     not null,
    -- How far it is.
    status          text        not null check (status in
        ('OWED', 'CALLED', 'SENT', 'ACCEPTED', 'SCREENED_OUT', 'REPORTED_AGAIN')),
    called_at       timestamptz,
    sent_at         timestamptz,
    holder_gone_at  timestamptz,
    tell_at         timestamptz, -- when the next reminder is due; null where nothing is owed
    told            integer     not null default 0,
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    foreign key (district_id, school_id) references school,
    foreign key (district_id, holder) references staff,
    foreign key (district_id, follows) references mandate_duty (district_id, id),
    check ((status = 'OWED') = (called_at is null))
);
-- One duty for each person and suspicion; further reports go on from it, one from each.
create unique index mandate_duty_of_person on mandate_duty (district_id, case_id, holder) where follows is null;
create unique index mandate_duty_follows on mandate_duty (district_id, follows) where follows is not null;
create index mandate_duty_of_holder on mandate_duty (district_id, holder, cause_at desc, id desc);
create index mandate_duty_of_case on mandate_duty (district_id, case_id, cause_at);
create index mandate_duty_by_cause on mandate_duty (district_id, cause_at desc, id desc);
create index mandate_duty_to_tell on mandate_duty (tell_at) where tell_at is not null;
select havenward_guard('mandate_duty', 'select,insert,update');

create table mandate_call (
    district_id   uuid        not null,
    id            uuid        not null,
    duty_id       uuid        not null,
    agency        text        not null check (agency in ('CHILD_PROTECTION', 'LAW_ENFORCEMENT')),
    way           text        not null check (way in ('PHONE', 'ONLINE', 'IN_PERSON', 'DESIGNEE', 'JOINT')),
    suspected     text        not null, -- who the person suspected is to the student: decides where a report goes
    made_at       timestamptz not null,
    recorded_at   timestamptz not null,
    by_staff      uuid        not null,
    asked_written boolean     not null,
    joint_with    uuid, -- the call of another that this one shares
    agency_name   bytea, -- sealed
    spoke_with    bytea, -- sealed
    reference     bytea, -- sealed
    said          bytea, -- sealed
    primary key (district_id, id),
    foreign key (district_id, duty_id) references mandate_duty (district_id, id),
    foreign key (district_id, joint_with) references mandate_call (district_id, id)
);
create index mandate_call_of_duty on mandate_call (district_id, duty_id, made_at);
select havenward_guard('mandate_call', 'select,insert');

create table mandate_answer (
    district_id uuid        not null,
    id          uuid        not null,
    duty_id     uuid        not null,
    kind        text        not null check (kind in ('PENDING', 'ACCEPTED', 'SCREENED_OUT')),
    answered_at timestamptz not null,
    recorded_at timestamptz not null,
    by_staff    uuid        not null,
    said        bytea, -- sealed: reasons and next steps
    primary key (district_id, id),
    foreign key (district_id, duty_id) references mandate_duty (district_id, id)
);
create index mandate_answer_of_duty on mandate_answer (district_id, duty_id, answered_at);
select havenward_guard('mandate_answer', 'select,insert');

-- A written report as it was frozen: its fields and its PDF, sealed, and the PDF's SHA-256.
create table mandate_packet (
    district_id uuid        not null,
    id          uuid        not null,
    duty_id     uuid        not null,
    version     integer     not null,
    fields      bytea       not null, -- sealed
    pdf         bytea       not null, -- sealed
    sha256      text        not null,
    frozen_at   timestamptz not null,
    by_staff    uuid        not null,
    primary key (district_id, id),
    unique (district_id, duty_id, version),
    foreign key (district_id, duty_id) references mandate_duty (district_id, id)
);
select havenward_guard('mandate_packet', 'select,insert');

-- A written report that is being filled in; its holder's alone.
create table mandate_packet_draft (
    district_id uuid        not null,
    duty_id     uuid        not null,
    fields      bytea       not null, -- sealed
    saved_at    timestamptz not null,
    primary key (district_id, duty_id),
    foreign key (district_id, duty_id) references mandate_duty (district_id, id)
);
select havenward_guard('mandate_packet_draft', 'select,insert,update,delete');

create table mandate_sending (
    district_id uuid        not null,
    id          uuid        not null,
    duty_id     uuid        not null,
    packet_id   uuid        not null,
    way         text        not null check (way in ('PORTAL', 'SECURE_MAIL', 'FAX', 'POST', 'BY_HAND')),
    sent_at     timestamptz not null,
    recorded_at timestamptz not null,
    by_staff    uuid        not null,
    sent_to     bytea       not null, -- sealed
    primary key (district_id, id),
    foreign key (district_id, packet_id) references mandate_packet (district_id, id),
    foreign key (district_id, duty_id) references mandate_duty (district_id, id)
);
create index mandate_sending_of_duty on mandate_sending (district_id, duty_id, sent_at);
select havenward_guard('mandate_sending', 'select,insert');

-- For the reminders, which look over all districts: which have something due, and how much waits too long.
create function mandate_districts_due(at timestamptz) returns setof uuid
    language sql stable security definer set search_path = public, pg_temp as $$
    select distinct district_id from mandate_duty where tell_at <= at
$$;
create function mandate_reminders_stuck(before timestamptz) returns bigint
    language sql stable security definer set search_path = public, pg_temp as $$
    select count(*) from (select 1 from mandate_duty where tell_at < before limit 1000) stuck
$$;
revoke execute on function mandate_districts_due(timestamptz) from public;
revoke execute on function mandate_reminders_stuck(timestamptz) from public;
grant execute on function mandate_districts_due(timestamptz) to ${app_role};
grant execute on function mandate_reminders_stuck(timestamptz) to ${app_role};
