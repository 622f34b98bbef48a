-- A role that ran out, and someone who left the roster, are told of once: what hung on them needs another person.
alter table role_assignment add column end_told_at timestamptz;
alter table account add column left_told_at timestamptz;
create index role_assignment_ending on role_assignment (district_id, until_at)
    where revoked_at is null and until_at is not null and end_told_at is null;
create index account_told_left on account (district_id, staff_id) where left_told_at is not null;
create index staff_who_left on staff (district_id, id) where left_at is not null;

-- Wrong codes in a row: of browsers that never signed in, all together; of each that did, its own.
alter table account add column code_failures integer not null default 0;
alter table known_device add column code_failures integer not null default 0;

-- The list of people, a page at a time.
create index account_in_order on account (district_id, email, staff_id);
