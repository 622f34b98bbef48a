-- Guards of a case: who of the family may be contacted, what was shared off the team and with whom, who broke the glass, and
-- what must not be deleted. Words are sealed; judgments, shares, and openings are appended and never edited.

-- A family member of the student in a case. What is said of them may be corrected: the newest words count, all stay.
create table case_family_member (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    added_by    uuid        not null,
    added_at    timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id)
);
create index case_family_member_of_case on case_family_member (district_id, case_id, id);
select havenward_guard('case_family_member', 'select,insert');

create table case_family_words (
    district_id uuid        not null,
    id          uuid        not null,
    member_id   uuid        not null,
    name        bytea       not null, -- sealed
    relation    bytea       not null, -- sealed
    language    bytea,                -- sealed
    by_staff    uuid        not null,
    at          timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, member_id) references case_family_member (district_id, id)
);
create index case_family_words_newest on case_family_words (district_id, member_id, id desc);
select havenward_guard('case_family_words', 'select,insert');

-- The counselor's judgment whether contacting a family member is safe. The newest counts; what has ended counts as not known.
create table case_family_judgment (
    district_id uuid        not null,
    id          uuid        not null,
    member_id   uuid        not null,
    verdict     text        not null check (verdict in ('SAFE', 'NOT_SAFE', 'NOT_KNOWN')),
    reasons     bytea       not null, -- sealed
    for_what    bytea,                -- sealed
    by_staff    uuid        not null,
    at          timestamptz not null,
    until_at    timestamptz not null, -- SAFE ends then; the others are to be looked at again
    primary key (district_id, id),
    foreign key (district_id, member_id) references case_family_member (district_id, id),
    check (verdict <> 'SAFE' or for_what is not null),
    check (until_at > at)
);
create index case_family_judgment_newest on case_family_judgment (district_id, member_id, id desc);
select havenward_guard('case_family_judgment', 'select,insert');

-- What the counselor told one person off the team, in words chosen for them, for a purpose, until a day.
create table case_share (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    school_id   uuid        not null,
    recipient   uuid        not null,
    words       bytea       not null, -- sealed
    purpose     bytea       not null, -- sealed
    by_staff    uuid        not null,
    at          timestamptz not null,
    until_at    timestamptz not null,
    read_at     timestamptz,
    ended_at    timestamptz,
    ended_by    uuid,
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    foreign key (district_id, recipient) references staff,
    check (until_at > at),
    check ((ended_at is null) = (ended_by is null))
);
create index case_share_of_case on case_share (district_id, case_id, id desc);
create index case_share_of_recipient on case_share (district_id, recipient, id desc);
select havenward_guard('case_share', 'select,insert,update');

-- Who opened a case without being on its team, why, and until when; and who tried and is kept out of it.
create table case_break_glass (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    school_id   uuid        not null,
    staff_id    uuid        not null,
    reason      bytea       not null, -- sealed
    refused     boolean     not null,
    at          timestamptz not null,
    until_at    timestamptz not null,
    ended_at    timestamptz,
    ended_by    uuid, -- null: it ended by itself
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    foreign key (district_id, staff_id) references staff,
    check (until_at > at and until_at <= at + interval '3 hours'),
    check (not refused or ended_at is not null)
);
create index case_break_glass_newest on case_break_glass (district_id, id desc);
create index case_break_glass_open on case_break_glass (district_id, until_at) where ended_at is null;
create index case_break_glass_of_staff on case_break_glass (district_id, staff_id, id desc);
select havenward_guard('case_break_glass', 'select,insert,update');

-- A legal hold on a case, or on all cases of a student. It has a key of its own, so that its reason outlasts theirs.
create table case_hold (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid,
    student_id  uuid,
    key_id      uuid        not null,
    reason      bytea       not null, -- sealed
    reference   text        not null, -- of the court, the request, or counsel; no names
    placed_by   uuid        not null,
    placed_at   timestamptz not null,
    lifted_by   uuid,
    lifted_at   timestamptz,
    lifted_why  bytea, -- sealed
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id),
    foreign key (district_id, student_id) references student,
    foreign key (district_id, key_id) references data_key (district_id, id),
    check ((case_id is null) <> (student_id is null)),
    check ((lifted_at is null) = (lifted_by is null)),
    check ((lifted_at is null) = (lifted_why is null))
);
create index case_hold_of_case on case_hold (district_id, case_id) where lifted_at is null;
create index case_hold_of_student on case_hold (district_id, student_id) where lifted_at is null;
create index case_hold_newest on case_hold (district_id, id desc);
select havenward_guard('case_hold', 'select,insert,update');

-- Drafts that were discarded while a hold was on: kept as they were.
create table case_draft_kept (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    staff_id    uuid        not null,
    words       bytea       not null, -- sealed, in the place of the draft
    saved_at    timestamptz not null,
    kept_at     timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id)
);
select havenward_guard('case_draft_kept', 'select,insert');

-- Whether a key seals what is on hold: a held case, a concern that went into one, or the hold itself.
create function havenward_key_is_held(of_district uuid, of_key uuid) returns boolean
    language sql stable
as $$
    select exists (
        select 1 from case_hold h
        where h.district_id = of_district and h.lifted_at is null and (
            h.key_id = of_key
            or exists (
                select 1 from case_file f
                where f.district_id = h.district_id and (f.id = h.case_id or f.student_id = h.student_id)
                    and (f.key_id = of_key or exists (
                        select 1 from case_concern c join concern k
                            on k.district_id = c.district_id and k.id = c.concern_id
                        where c.district_id = f.district_id and c.case_id = f.id and k.key_id = of_key)))
            or exists (
                select 1 from concern k
                where k.district_id = h.district_id and k.student_id = h.student_id and k.key_id = of_key)))
$$;
revoke execute on function havenward_key_is_held(uuid, uuid) from public;
grant execute on function havenward_key_is_held(uuid, uuid) to ${app_role};

-- The second lock: even a mistake in the application does not destroy the key of what is on hold.
create function havenward_refuse_to_destroy_held() returns trigger
    language plpgsql
as $$
begin
    if new.wrapped is null and old.wrapped is not null and havenward_key_is_held(old.district_id, old.id) then
        raise exception 'havenward: this key is under a legal hold' using errcode = 'HW001';
    end if;
    return new;
end
$$;
create trigger data_key_under_hold before update on data_key
    for each row execute function havenward_refuse_to_destroy_held();
