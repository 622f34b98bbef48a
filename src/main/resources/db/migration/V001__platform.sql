-- What every room's tables stand on. Runs as the owner of the database; ${app_role} is the role that the application
-- works as: it owns nothing, and so it can neither change the schema nor go round row-level security.

create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists fuzzystrmatch;
create extension if not exists btree_gist;
create extension if not exists pgcrypto;

revoke create on schema public from public;
revoke all on all tables in schema public from public;
grant usage on schema public to ${app_role};

-- The district that this transaction works for; null (and so no row at all) where none is set.
create function havenward_district() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('havenward.district', true), '')::uuid;

-- Puts a table under the district lock and gives the application what it may do there, and no more.
-- Append-only tables: havenward_guard('x', 'select,insert').
create function havenward_guard(guarded regclass, privileges text default 'select,insert,update,delete') returns void
    language plpgsql
as $$
declare
    privilege text;
begin
    foreach privilege in array string_to_array(replace(lower(privileges), ' ', ''), ',') loop
        if privilege not in ('select', 'insert', 'update', 'delete') then
            raise exception 'havenward_guard: % is not a privilege that the application may have', privilege;
        end if;
    end loop;
    execute format('alter table %s enable row level security', guarded);
    execute format(
        'create policy district_only on %s using (district_id = (select havenward_district()))'
        ' with check (district_id = (select havenward_district()))',
        guarded);
    execute format('revoke all on %s from public', guarded);
    execute format('grant %s on %s to ${app_role}', privileges, guarded);
end
$$;
revoke execute on function havenward_guard(regclass, text) from public;

-- Data keys: one for each record about a student, wrapped by the master key, which is not in the database.
-- A destroyed key leaves its row, without the key, to show when that was done.
create table data_key (
    district_id  uuid        not null,
    id           uuid        not null,
    wrapped      bytea,
    master       text        not null,
    made_at      timestamptz not null,
    destroyed_at timestamptz,
    primary key (district_id, id),
    check ((wrapped is null) = (destroyed_at is not null))
);
create index data_key_by_master on data_key (master, district_id, id);
select havenward_guard('data_key', 'select,insert,update');

-- The district's own keys for keyed hashes, one for each purpose.
create table district_key (
    district_id uuid        not null,
    purpose     text        not null,
    wrapped     bytea       not null,
    master      text        not null,
    made_at     timestamptz not null,
    primary key (district_id, purpose)
);
select havenward_guard('district_key', 'select,insert,update');

-- Shows at start whether the master key is the one that the data was sealed with.
create table master_key_proof (
    id     smallint    primary key check (id = 1),
    master text        not null,
    sealed bytea       not null,
    at     timestamptz not null
);
grant select, insert, update on master_key_proof to ${app_role};

-- Rotation of the master key works through all districts; it sees wrapped keys only.
create function havenward_keys_not_under(new_master text, at_most int)
    returns table (kind text, district_id uuid, id text, wrapped bytea)
    language sql stable security definer set search_path = public, pg_temp
as $$
    (select 'data', k.district_id, k.id::text, k.wrapped from data_key k
      where k.wrapped is not null and k.master <> new_master limit at_most)
    union all
    (select 'district', k.district_id, k.purpose, k.wrapped from district_key k
      where k.master <> new_master limit at_most)
$$;
revoke execute on function havenward_keys_not_under(text, int) from public;
grant execute on function havenward_keys_not_under(text, int) to ${app_role};

-- Submissions that were made, so that a repeated one is given the first one's record.
create table once_only (
    district_id uuid        not null,
    actor       uuid        not null,
    endpoint    text        not null,
    key         text        not null check (length(key) between 1 and 200),
    fingerprint bytea       not null,
    record_id   uuid,
    at          timestamptz not null,
    primary key (district_id, actor, endpoint, key)
);
create index once_only_by_time on once_only using brin (at);
select havenward_guard('once_only', 'select,insert,update');

create function havenward_forget_submissions(before timestamptz) returns bigint
    language sql volatile security definer set search_path = public, pg_temp
as $$
    with gone as (delete from once_only where at < least(before, now() - interval '30 days') returning 1)
    select count(*) from gone
$$;
revoke execute on function havenward_forget_submissions(timestamptz) from public;
grant execute on function havenward_forget_submissions(timestamptz) to ${app_role};

-- db-scheduler's own table: names and times of jobs, no data of a district.
create table scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
grant select, insert, update, delete on scheduled_tasks to ${app_role};

-- Spring Modulith's registry of events that still have to reach a listener. Events carry ids only.
create table event_publication (
    id                     uuid        not null primary key,
    listener_id            text        not null,
    event_type             text        not null,
    serialized_event       text        not null,
    publication_date       timestamptz not null,
    completion_date        timestamptz,
    status                 text,
    completion_attempts    int,
    last_resubmission_date timestamptz
);
create index event_publication_serialized_event on event_publication using hash (serialized_event);
create index event_publication_completion_date on event_publication (completion_date);
grant select, insert, update, delete on event_publication to ${app_role};
