-- Who is here: districts, schools, students, staff, classes, and the school-day calendar, kept from a OneRoster export.
-- sourced_id is the export's own id; sourced_key is the first 16 bytes of its SHA-256, which joins fast at any length.

-- Every table leads with the district. This one says which there are, and is read before a district is known.
create table district (
    district_id         uuid        not null primary key,
    name                text        not null,
    state               text        not null check (state ~ '^[A-Z]{2}$'),
    zone                text        not null,
    acknowledge_minutes integer     not null default 120 check (acknowledge_minutes between 5 and 2400),
    day_starts          time        not null default '07:30',
    day_ends            time        not null default '15:30',
    created_at          timestamptz not null default now(),
    check (day_starts < day_ends)
);
create unique index district_name on district (lower(name));
alter table district enable row level security;
create policy district_known on district for select using (true);
create policy district_made on district for insert with check (district_id = (select havenward_district()));
create policy district_set on district for update using (district_id = (select havenward_district()));
grant select, insert, update on district to ${app_role};

-- Orgs of the roster. A school is one of kind 'school'; 'district' and 'department' are where staff without a school work.
create table school (
    district_id uuid not null references district,
    id          uuid not null,
    sourced_id  text,
    sourced_key uuid,
    name        text not null,
    kind        text not null default 'school'
                check (kind in ('school', 'district', 'department', 'local', 'state', 'national')),
    closed_at   timestamptz,
    primary key (district_id, id),
    unique (district_id, sourced_key)
);
select havenward_guard('school');

create table academic_session (
    district_id uuid not null references district,
    id          uuid not null,
    sourced_id  text not null,
    sourced_key uuid not null,
    title       text not null,
    kind        text not null,
    starts      date not null,
    ends        date not null,
    closed_at   timestamptz,
    primary key (district_id, id),
    unique (district_id, sourced_key)
);
select havenward_guard('academic_session');

-- A weekday without school. OneRoster has no such thing: the district enters them.
create table no_school_day (
    district_id uuid not null references district,
    day         date not null,
    name        text not null,
    primary key (district_id, day)
);
select havenward_guard('no_school_day');

create table course (
    district_id uuid not null references district,
    id          uuid not null,
    sourced_id  text not null,
    sourced_key uuid not null,
    title       text not null,
    closed_at   timestamptz,
    primary key (district_id, id),
    unique (district_id, sourced_key)
);
select havenward_guard('course');

-- begins and ends: of the class's terms together.
create table class (
    district_id uuid not null,
    id          uuid not null,
    sourced_id  text not null,
    sourced_key uuid not null,
    title       text not null,
    school_id   uuid not null,
    course_id   uuid not null,
    begins      date,
    ends        date,
    closed_at   timestamptz,
    primary key (district_id, id),
    unique (district_id, sourced_key),
    foreign key (district_id, school_id) references school,
    foreign key (district_id, course_id) references course
);
select havenward_guard('class');

-- Whoever works here, whether the roster knows them (sourced_key) or they were added here (none).
create table staff (
    district_id uuid not null references district,
    id          uuid not null,
    sourced_id  text,
    sourced_key uuid,
    given_name  text not null,
    family_name text not null,
    title       text not null,
    left_at     timestamptz,
    primary key (district_id, id),
    unique (district_id, sourced_key)
);
select havenward_guard('staff');

-- Where they work and as what; role_key is the key of the roster's row that said so (none for who was added here).
create table staff_school (
    district_id uuid not null,
    staff_id    uuid not null,
    school_id   uuid not null,
    role        text not null,
    role_key    uuid,
    foreign key (district_id, staff_id) references staff,
    foreign key (district_id, school_id) references school
);
create index staff_school_staff on staff_school (district_id, staff_id);
create index staff_school_school on staff_school (district_id, school_id);
select havenward_guard('staff_school');

-- given_name is the name the student uses where the roster knows one. Students who left stay, with left_at.
create table student (
    district_id uuid not null,
    id          uuid not null,
    sourced_id  text not null,
    sourced_key uuid not null,
    given_name  text not null,
    family_name text not null,
    grade       text not null,
    school_id   uuid not null,
    role_key    uuid not null,
    left_at     timestamptz,
    primary key (district_id, id),
    unique (district_id, sourced_key),
    foreign key (district_id, school_id) references school
);
select havenward_guard('student');

-- Further schools of a student, besides student.school_id.
create table student_school (
    district_id uuid not null,
    student_id  uuid not null,
    school_id   uuid not null,
    role_key    uuid not null,
    primary key (district_id, student_id, role_key),
    foreign key (district_id, student_id) references student,
    foreign key (district_id, school_id) references school
);
select havenward_guard('student_school');

-- The largest table, kept lean: the roster's own id is kept as its key only.
create table enrollment (
    district_id uuid   not null,
    id          bigint not null generated by default as identity,
    class_id    uuid   not null,
    student_id  uuid   not null,
    begins      date,
    ends        date,
    sourced_key uuid   not null,
    primary key (district_id, id),
    foreign key (district_id, class_id) references class,
    foreign key (district_id, student_id) references student
);
create index enrollment_class on enrollment (district_id, class_id);
create index enrollment_student on enrollment (district_id, student_id);
select havenward_guard('enrollment');

create table class_staff (
    district_id uuid   not null,
    id          bigint not null generated by default as identity,
    class_id    uuid   not null,
    staff_id    uuid   not null,
    begins      date,
    ends        date,
    sourced_key uuid   not null,
    primary key (district_id, id),
    foreign key (district_id, class_id) references class,
    foreign key (district_id, staff_id) references staff
);
create index class_staff_class on class_staff (district_id, class_id);
create index class_staff_staff on class_staff (district_id, staff_id);
select havenward_guard('class_staff');

-- Finding people by a part of a name, misspelled too, in two steps: which words of names are meant, then who has them.
-- Both are equality on a B-tree. pg_trgm's operators are not leakproof: under row-level security PostgreSQL would not use
-- their index. These two are an index that we keep ourselves, so they have no foreign keys.

-- A clue is three letters in a row of a word (a space marks its start and end), or ~ and how it sounds.
create table name_clue (
    district_id uuid not null,
    clue        text not null collate "C",
    word        text not null collate "C",
    primary key (district_id, clue, word)
);
select havenward_guard('name_clue');

create table student_name (
    district_id uuid not null,
    word        text not null collate "C",
    school_id   uuid not null,
    student_id  uuid not null,
    primary key (district_id, word, school_id, student_id)
);
select havenward_guard('student_name');

create table staff_name (
    district_id uuid not null,
    word        text not null collate "C",
    school_id   uuid not null,
    staff_id    uuid not null,
    primary key (district_id, word, school_id, staff_id)
);
select havenward_guard('staff_name');

-- One row for each roster that was brought: what it was, how far it came, what it changed, what was wrong with it.
create table roster_import (
    district_id   uuid        not null references district,
    id            uuid        not null,
    file_name     text        not null,
    stored_at     text,
    fingerprint   text,
    delta         boolean     not null,
    skip_bad_rows boolean     not null,
    started_by    uuid,
    started_at    timestamptz not null,
    state         text        not null check (state in
                  ('WAITING', 'CHECKING', 'READY', 'REFUSED', 'WAITING_TO_APPLY', 'APPLYING', 'DONE', 'FAILED', 'DROPPED')),
    step          text        not null default '',
    percent       integer     not null default 0,
    changed_at    timestamptz not null,
    finished_at   timestamptz,
    summary       jsonb,
    problems      jsonb,
    problem_count bigint      not null default 0,
    primary key (district_id, id),
    foreign key (district_id, started_by) references staff
);
select havenward_guard('roster_import');

-- After a large import the planner should know the new sizes; the application role owns no table, so the owner does it.
create function havenward_roster_measured() returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    analyze school, academic_session, course, class, staff, staff_school, student, student_school, enrollment, class_staff,
        name_clue, student_name, staff_name;
end $$;
revoke all on function havenward_roster_measured() from public;
grant execute on function havenward_roster_measured() to ${app_role};
