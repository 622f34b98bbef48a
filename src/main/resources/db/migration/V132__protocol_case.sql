-- A case in its protocol: which version it follows, the answers that were given, and what people said is done. All of it is only
-- ever added to, and words are sealed by the key of the case. Where the case stands is worked out from these and kept nowhere.

-- Which version a case follows since when; the newest counts. The one that ships has the same id everywhere and is no row.
create table protocol_pin (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    version_id  uuid        not null,
    at          timestamptz not null,
    by_staff    uuid, -- null: the version in force when the case was opened, or when Havenward first asked
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    foreign key (district_id, by_staff) references staff
);
create index protocol_pin_of_case on protocol_pin (district_id, case_id, at desc, id desc);
create unique index protocol_pin_first on protocol_pin (district_id, case_id) where by_staff is null;
select havenward_guard('protocol_pin', 'select,insert');

create table protocol_answer (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    question    text        not null,
    at          timestamptz not null,
    by_staff    uuid        not null,
    value       bytea       not null, -- sealed
    note        bytea, -- sealed
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    foreign key (district_id, by_staff) references staff
);
create index protocol_answer_of_case on protocol_answer (district_id, case_id, at, id);
select havenward_guard('protocol_answer', 'select,insert');

-- That a step is done, or is not after all.
create table protocol_mark (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    step        text        not null,
    done        boolean     not null,
    done_at     timestamptz not null, -- when it was done, as they say
    at          timestamptz not null, -- when they said so
    by_staff    uuid        not null,
    note        bytea, -- sealed
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    foreign key (district_id, by_staff) references staff
);
create index protocol_mark_of_case on protocol_mark (district_id, case_id, at, id);
select havenward_guard('protocol_mark', 'select,insert');

-- When to look at a case again without anything happening in it: a time passes then. Only for reminding; late is late without it.
create table protocol_watch (
    district_id uuid        not null,
    case_id     uuid        not null,
    look_at     timestamptz,
    primary key (district_id, case_id),
    foreign key (district_id, case_id) references case_file (district_id, id)
);
create index protocol_watch_due on protocol_watch (look_at) where look_at is not null;
select havenward_guard('protocol_watch', 'select,insert,update');

-- Who was told of which step, so that nobody is told twice.
create table protocol_told (
    district_id uuid        not null,
    case_id     uuid        not null,
    item        text        not null,
    told        text        not null check (told in ('OWED', 'LATE')),
    staff_id    uuid        not null,
    due         timestamptz not null, -- the beginning of time where none is set
    at          timestamptz not null,
    primary key (district_id, case_id, item, told, staff_id, due),
    foreign key (district_id, case_id) references case_file (district_id, id),
    foreign key (district_id, staff_id) references staff
);
select havenward_guard('protocol_told', 'select,insert');

-- For the reminders, which look over all districts.
create function protocol_districts_due(at timestamptz) returns setof uuid
    language sql stable security definer set search_path = public, pg_temp as $$
    select distinct district_id from protocol_watch where look_at <= at
$$;
revoke execute on function protocol_districts_due(timestamptz) from public;
grant execute on function protocol_districts_due(timestamptz) to ${app_role};
