-- Versions of the district's protocol and their history. Nothing here is about a student, and so nothing is sealed. The text is
-- what was typed, faulty drafts included; once a version has left its draft, its text stays.
create table protocol_version (
    district_id  uuid        not null references district,
    id           uuid        not null,
    number       integer     not null check (number > 0),
    status       text        not null check (status in ('DRAFT', 'IN_REVIEW', 'APPROVED', 'PUBLISHED', 'WITHDRAWN')),
    text         text        not null check (length(text) <= 1000000),
    edition      integer     not null default 1, -- goes up with each save: two who save at once are told
    author       uuid        not null,
    made_at      timestamptz not null,
    submitted_by uuid,
    submitted_at timestamptz,
    approved_by  uuid,
    approved_at  timestamptz,
    published_by uuid,
    published_at timestamptz,
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    primary key (district_id, id),
    unique (district_id, number),
    foreign key (district_id, author) references staff,
    foreign key (district_id, submitted_by) references staff,
    foreign key (district_id, approved_by) references staff,
    foreign key (district_id, published_by) references staff,
    foreign key (district_id, withdrawn_by) references staff,
    check (approved_by is null or approved_by <> author),
    check ((published_at is not null) or status <> 'PUBLISHED')
);
create index protocol_version_in_force on protocol_version (district_id, published_at desc, number desc)
    where status = 'PUBLISHED';
select havenward_guard('protocol_version', 'select,insert');
grant update (status, text, edition, submitted_by, submitted_at, approved_by, approved_at, published_by, published_at,
              withdrawn_by, withdrawn_at) on protocol_version to ${app_role};

create function havenward_keep_protocol_text() returns trigger
    language plpgsql
as $$
begin
    if new.text is distinct from old.text and (old.status <> 'DRAFT' or new.status <> 'DRAFT') then
        raise exception 'havenward: only the text of a draft may change' using errcode = 'HW002';
    end if;
    return new;
end
$$;
create trigger protocol_version_text before update on protocol_version
    for each row execute function havenward_keep_protocol_text();

-- Who did what to a version, and when; a row for each, never changed. Who wrote at it is known from here.
create table protocol_version_step (
    district_id uuid        not null,
    id          uuid        not null,
    version_id  uuid        not null,
    verb        text        not null check (verb in ('CREATE', 'EDIT', 'SUBMIT', 'RETURN', 'APPROVE', 'PUBLISH', 'WITHDRAW')),
    by_staff    uuid        not null,
    at          timestamptz not null,
    remark      text        not null default '' check (length(remark) <= 1000),
    primary key (district_id, id),
    foreign key (district_id, version_id) references protocol_version (district_id, id),
    foreign key (district_id, by_staff) references staff
);
create index protocol_version_step_of on protocol_version_step (district_id, version_id, at, id);
select havenward_guard('protocol_version_step', 'select,insert');
