-- People and places of concern: what counselors record on a case or in triage, and where two records name the same. Values
-- are sealed by the key of their record; what can be compared is a keyed hash, under a key that is not in the database.

create table trace (
    district_id uuid        not null,
    id          uuid        not null,
    kind        text        not null
        check (kind in ('PHONE', 'EMAIL', 'HANDLE', 'PLATE', 'EMPLOYER', 'ADDRESS', 'PERSON')),
    case_id     uuid, -- where it was recorded: on a case, or on a concern
    concern_id  uuid,
    school_id   uuid        not null,
    key_id      uuid        not null, -- of that record
    value       bytea       not null, -- sealed
    detail      bytea,                -- sealed
    note        bytea,                -- sealed
    by_staff    uuid        not null,
    at          timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    foreign key (district_id, concern_id) references concern (district_id, id),
    foreign key (district_id, key_id) references data_key (district_id, id),
    check ((case_id is null) <> (concern_id is null))
);
create index trace_of_case on trace (district_id, case_id, id desc) where case_id is not null;
create index trace_of_concern on trace (district_id, concern_id, id desc) where concern_id is not null;
create index trace_by_key on trace (district_id, key_id);
select havenward_guard('trace', 'select,insert');

-- Taking one back is an entry of its own; what could be compared of it goes.
create table trace_withdrawal (
    district_id uuid        not null,
    trace_id    uuid        not null,
    reason      bytea       not null, -- sealed
    by_staff    uuid        not null,
    at          timestamptz not null,
    primary key (district_id, trace_id),
    foreign key (district_id, trace_id) references trace (district_id, id)
);
select havenward_guard('trace_withdrawal', 'select,insert');

-- HMAC-SHA-256 under the district's own keys, cut to 16 bytes: equal where two are the same, and where two are alike.
create table trace_hash (
    district_id uuid  not null,
    trace_id    uuid  not null,
    kind        text  not null,
    exact       bytea not null check (octet_length(exact) = 16),
    lenient     bytea not null check (octet_length(lenient) = 16),
    primary key (district_id, trace_id),
    foreign key (district_id, trace_id) references trace (district_id, id)
);
create index trace_hash_alike on trace_hash (district_id, kind, lenient);
select havenward_guard('trace_hash', 'select,insert,delete');

-- Two or more records that name something alike. Its hash goes with the last of those of its records.
create table trace_match (
    district_id uuid        not null,
    id          uuid        not null,
    kind        text        not null,
    lenient     bytea check (octet_length(lenient) = 16),
    key_id      uuid        not null,
    at          timestamptz not null,
    primary key (district_id, id),
    unique (district_id, kind, lenient),
    foreign key (district_id, key_id) references data_key (district_id, id)
);
select havenward_guard('trace_match', 'select,insert');

-- What the coordinator did about it, and about which of its records: appended only.
create table trace_match_step (
    district_id uuid        not null,
    id          uuid        not null,
    match_id    uuid        not null,
    kind        text        not null check (kind in ('LOOKED_AT', 'DISMISSED', 'INTRODUCED', 'OUTCOME')),
    words       bytea, -- sealed
    by_staff    uuid        not null,
    at          timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, match_id) references trace_match (district_id, id),
    check (kind not in ('DISMISSED', 'OUTCOME') or words is not null)
);
create index trace_match_step_of_match on trace_match_step (district_id, match_id, id desc);
select havenward_guard('trace_match_step', 'select,insert');

create table trace_match_about (
    district_id uuid not null,
    step_id     uuid not null,
    kind        text not null check (kind in ('CASE', 'CONCERN')),
    record_id   uuid not null,
    primary key (district_id, step_id, kind, record_id),
    foreign key (district_id, step_id) references trace_match_step (district_id, id)
);
select havenward_guard('trace_match_about', 'select,insert');

-- Two counselors who were introduced to each other: one row for each, shown on their own case alone.
create table trace_introduction (
    district_id   uuid        not null,
    id            uuid        not null,
    step_id       uuid        not null,
    case_id       uuid        not null,
    reader        uuid        not null,
    other_case_id uuid        not null, -- never shown: only asked who is kept out of it
    other         uuid        not null,
    other_school  uuid        not null,
    at            timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, step_id) references trace_match_step (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    foreign key (district_id, other_case_id) references case_file (district_id, id),
    foreign key (district_id, reader) references staff,
    foreign key (district_id, other) references staff
);
create index trace_introduction_of_case on trace_introduction (district_id, case_id, id desc);
select havenward_guard('trace_introduction', 'select,insert');

-- A match whose last hash went keeps none either.
create function havenward_forget_match() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    update trace_match m set lenient = null
    where m.district_id = old.district_id and m.kind = old.kind and m.lenient = old.lenient
        and not exists (
            select 1 from trace_hash h
            where h.district_id = old.district_id and h.kind = old.kind and h.lenient = old.lenient);
    return null;
end
$$;
create trigger trace_hash_gone after delete on trace_hash
    for each row execute function havenward_forget_match();

-- Destroying a record's key is its deletion: nothing of it can be compared any more, whoever destroyed it.
create function havenward_forget_hashes() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if new.wrapped is null and old.wrapped is not null then
        delete from trace_hash h using trace t
        where t.district_id = old.district_id and t.key_id = old.id
            and h.district_id = t.district_id and h.trace_id = t.id;
    end if;
    return null;
end
$$;
create trigger data_key_of_traces after update on data_key
    for each row execute function havenward_forget_hashes();
