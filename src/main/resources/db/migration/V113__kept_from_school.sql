-- Records that nobody at their school may read, since whoever told it said so: no role that is held for a school opens them,
-- whoever comes to hold it. Only grows.
create table record_kept_from_school (
    district_id uuid not null,
    kind        text not null,
    record_id   uuid not null,
    school_id   uuid not null,
    primary key (district_id, kind, record_id),
    foreign key (district_id, school_id) references school
);
select havenward_guard('record_kept_from_school', 'select,insert');

-- What was told that way before this.
insert into record_kept_from_school (district_id, kind, record_id, school_id)
select distinct c.district_id, 'CONCERN', c.id, c.school_id
from concern c join record_exclusion x on x.district_id = c.district_id and x.kind = 'CONCERN' and x.record_id = c.id
where c.conversation_id is not null and x.staff_id = x.excluded_by and x.lifted_at is null;

-- What a student writes after their concern went into a case waits to be read like any other: waiting_since is then later than
-- the decision.
do $$
declare
    old text;
begin
    select conname into strict old from pg_constraint
    where conrelid = 'concern'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%escalate_at IS NULL%';
    execute format('alter table concern drop constraint %I', old);
end
$$;
alter table concern add constraint concern_escalates_while_unread
    check (escalate_at is null or status = 'WAITING' or (status = 'IN_CASE' and waiting_since > decided_at));
create index concern_unread_in_case on concern (district_id, waiting_since)
    where status = 'IN_CASE' and waiting_since > decided_at;
