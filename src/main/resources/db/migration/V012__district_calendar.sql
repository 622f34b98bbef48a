-- When school is held, for the clock of acknowledgment. Without a school year, every week is one of school.
-- school_days: 1 Monday to 7 Sunday. Outside of the school year, Monday to Friday count, in hours of their own.
alter table district
    add column school_days integer[] not null default '{1,2,3,4,5}',
    add column year_begins date,
    add column year_ends date,
    add column outside_starts time not null default '07:30',
    add column outside_ends time not null default '15:30',
    add check (cardinality(school_days) > 0 and school_days <@ '{1,2,3,4,5,6,7}'),
    add check ((year_begins is null) = (year_ends is null)),
    add check (year_begins < year_ends),
    add check (outside_starts < outside_ends);
update district set outside_starts = day_starts, outside_ends = day_ends;

-- What was changed in the calendar, by whom; the audit names these rows. Nothing here is about a student.
create table calendar_change (
    district_id uuid        not null references district,
    id          uuid        not null,
    made_at     timestamptz not null,
    made_by     uuid        not null,
    what        text        not null check (what in
                ('DAYS_ADDED', 'DAY_REMOVED', 'SCHOOL_DAYS', 'HOURS', 'YEAR', 'OUTSIDE_HOURS', 'ACKNOWLEDGMENT')),
    first_day   date,
    last_day    date,
    was         text        not null,
    becomes     text        not null,
    primary key (district_id, id),
    foreign key (district_id, made_by) references staff
);
select havenward_guard('calendar_change', 'select,insert');
create index calendar_change_latest on calendar_change (district_id, made_at desc, id desc);
