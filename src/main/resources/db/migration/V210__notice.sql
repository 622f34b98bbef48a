-- What waits for someone: kinds and links, never content.
create table notice (
    district_id uuid not null,
    id uuid not null,
    person uuid not null,
    kind text not null,
    -- What it is about, for the gate; null for a person's own account.
    subject_kind text,
    subject uuid,
    path text not null,
    urgent boolean not null,
    -- Names the event: the same event delivered twice makes one notice.
    event_key text not null,
    at timestamptz not null,
    read_at timestamptz,
    primary key (district_id, id),
    check ((subject_kind is null) = (subject is null))
);
select havenward_guard('notice', 'select,insert,update');
create index notice_of_person on notice (district_id, person, at desc, id desc);
create index notice_of_event on notice (district_id, person, event_key);
create unique index notice_unread on notice (district_id, person, event_key) where read_at is null;

create table notice_preference (
    district_id uuid not null,
    person uuid not null,
    way text not null check (way in ('AT_ONCE', 'DIGEST', 'IN_APP')),
    digest_at time not null,
    last_digest_on date,
    primary key (district_id, person)
);
select havenward_guard('notice_preference', 'select,insert,update');

-- E-mails to send. A mail says only that something waits; to whom it goes is asked of the gate when it leaves.
create table mail_outbox (
    district_id uuid not null,
    id uuid not null,
    person uuid not null,
    reason text not null check (reason in ('NOTICE', 'DIGEST')),
    state text not null check (state in ('WAITING', 'SENT', 'DROPPED', 'GIVEN_UP')),
    made_at timestamptz not null,
    next_try_at timestamptz not null,
    -- Until then a node is at it; a node that died leaves it to others afterwards.
    claimed_until timestamptz,
    tries integer not null default 0,
    problem text,
    ended_at timestamptz,
    primary key (district_id, id)
);
select havenward_guard('mail_outbox', 'select,insert,update');
create index mail_outbox_due on mail_outbox (district_id, next_try_at) where state = 'WAITING';
create index mail_outbox_of_person on mail_outbox (district_id, person) where state = 'WAITING';
create index mail_outbox_given_up on mail_outbox (district_id, made_at) where state = 'GIVEN_UP';
