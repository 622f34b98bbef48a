-- Who signs in, what they may do where, and how they stand to single records.

-- One account per member of staff. The e-mail's hash finds it before the district is known.
create table account (
    district_id uuid not null,
    staff_id uuid not null,
    email text not null,
    email_hash bytea not null,
    password_hash text,
    password_set_at timestamptz,
    -- A first or reset password has to be replaced, and opens nothing after its time.
    must_change_password boolean not null default false,
    password_expires_at timestamptz,
    failures integer not null default 0,
    key_id uuid,
    -- The secret of the authenticator app; one that is still to be confirmed waits beside the one in force.
    totp_sealed bytea,
    totp_pending bytea,
    totp_confirmed_at timestamptz,
    totp_last_step bigint not null default 0,
    language text not null default 'en',
    created_at timestamptz not null,
    created_by uuid,
    suspended_at timestamptz,
    suspended_by uuid,
    primary key (district_id, staff_id),
    unique (district_id, email_hash),
    foreign key (district_id, staff_id) references staff
);
select havenward_guard('account');
create index account_by_email on account (email_hash);

create table role_assignment (
    district_id uuid not null,
    id uuid not null,
    staff_id uuid not null,
    role text not null,
    school_id uuid,
    from_at timestamptz not null,
    until_at timestamptz,
    given_by uuid,
    given_at timestamptz not null,
    revoked_at timestamptz,
    revoked_by uuid,
    primary key (district_id, id),
    foreign key (district_id, staff_id) references account,
    foreign key (district_id, school_id) references school
);
select havenward_guard('role_assignment');
create index role_assignment_by_staff on role_assignment (district_id, staff_id) where revoked_at is null;
create index role_assignment_by_role on role_assignment (district_id, role, school_id) where revoked_at is null;

-- Only the hash of the cookie is kept.
create table session (
    district_id uuid not null,
    id uuid not null,
    staff_id uuid not null,
    token_hash bytea not null,
    -- PASSWORD: the password was right, the second factor is still to come; FULL: signed in.
    stage text not null check (stage in ('PASSWORD', 'FULL')),
    second_factor boolean not null,
    device text not null,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    primary key (district_id, id),
    foreign key (district_id, staff_id) references account
);
select havenward_guard('session');
create index session_by_token on session (token_hash);
create index session_by_staff on session (district_id, staff_id) where ended_at is null;

create table api_token (
    district_id uuid not null,
    id uuid not null,
    staff_id uuid not null,
    token_hash bytea not null,
    name text not null,
    second_factor boolean not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz,
    primary key (district_id, id),
    foreign key (district_id, staff_id) references account
);
select havenward_guard('api_token');
create index api_token_by_hash on api_token (token_hash);
create index api_token_by_staff on api_token (district_id, staff_id);

create table recovery_code (
    district_id uuid not null,
    id uuid not null,
    staff_id uuid not null,
    code_hash bytea not null,
    made_at timestamptz not null,
    used_at timestamptz,
    primary key (district_id, id),
    foreign key (district_id, staff_id) references account
);
select havenward_guard('recovery_code');
create index recovery_code_by_staff on recovery_code (district_id, staff_id);

-- A link that sets a password once: an invitation, or a reset.
create table password_link (
    district_id uuid not null,
    id uuid not null,
    staff_id uuid not null,
    token_hash bytea not null,
    made_by uuid,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    primary key (district_id, id),
    foreign key (district_id, staff_id) references account
);
select havenward_guard('password_link');
create index password_link_by_token on password_link (token_hash);

-- Browsers from which someone signed in before: an attacker elsewhere can't slow these.
create table known_device (
    district_id uuid not null,
    staff_id uuid not null,
    device_hash bytea not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    primary key (district_id, staff_id, device_hash),
    foreign key (district_id, staff_id) references account
);
select havenward_guard('known_device');

create table sign_in_attempt (
    district_id uuid not null,
    id uuid not null,
    staff_id uuid not null,
    at timestamptz not null,
    outcome text not null,
    known_device boolean not null,
    primary key (district_id, id),
    foreign key (district_id, staff_id) references account
);
select havenward_guard('sign_in_attempt', 'select,insert');
create index sign_in_attempt_by_staff on sign_in_attempt (district_id, staff_id, at);

-- How people stand to single records: who reported, who is on the team.
create table record_standing (
    district_id uuid not null,
    kind text not null,
    record_id uuid not null,
    staff_id uuid not null,
    standing text not null check (standing in ('REPORTER', 'TEAM', 'LEAD')),
    primary key (district_id, kind, record_id, staff_id, standing),
    foreign key (district_id, staff_id) references staff
);
select havenward_guard('record_standing');
create index record_standing_by_staff on record_standing (district_id, staff_id, kind, record_id);

-- Who is shut out of a record. Lifting one keeps its row.
create table record_exclusion (
    district_id uuid not null,
    id uuid not null,
    kind text not null,
    record_id uuid not null,
    staff_id uuid not null,
    excluded_by uuid not null,
    excluded_at timestamptz not null,
    lifted_by uuid,
    lifted_at timestamptz,
    primary key (district_id, id),
    foreign key (district_id, staff_id) references staff
);
select havenward_guard('record_exclusion', 'select,insert,update');
create unique index record_exclusion_in_force
    on record_exclusion (district_id, staff_id, kind, record_id) where lifted_at is null;
create index record_exclusion_by_record on record_exclusion (district_id, kind, record_id) where lifted_at is null;

-- Before someone is known no district is set, and row-level security shows nothing. These few functions, run as the
-- owner, answer the least: which account, session, token, or link belongs to a hash.

create function access_roles(of_district uuid, of_staff uuid, at timestamptz) returns text
    language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(string_agg(role || ':' || coalesce(school_id::text, ''), ','), '')
    from role_assignment
    where district_id = of_district and staff_id = of_staff and revoked_at is null
      and from_at <= at and (until_at is null or until_at > at)
$$;

create function access_account_by_email(hash bytea)
    returns table (district_id uuid, staff_id uuid)
    language sql stable security definer set search_path = public, pg_temp as $$
    select a.district_id, a.staff_id from account a where a.email_hash = hash order by a.created_at limit 8
$$;

create function access_session(hash bytea, at timestamptz, idle interval)
    returns table (district_id uuid, id uuid, staff_id uuid, stage text, second_factor boolean,
                   must_change_password boolean, last_seen_at timestamptz, language text, roles text)
    language sql stable security definer set search_path = public, pg_temp as $$
    select s.district_id, s.id, s.staff_id, s.stage, s.second_factor, a.must_change_password, s.last_seen_at, a.language,
           access_roles(s.district_id, s.staff_id, at)
    from session s join account a on a.district_id = s.district_id and a.staff_id = s.staff_id
    where s.token_hash = hash and s.ended_at is null and s.expires_at > at and s.last_seen_at > at - idle
      and a.suspended_at is null
$$;

create function access_token(hash bytea, at timestamptz)
    returns table (district_id uuid, id uuid, staff_id uuid, second_factor boolean, last_used_at timestamptz,
                   language text, roles text)
    language sql stable security definer set search_path = public, pg_temp as $$
    select t.district_id, t.id, t.staff_id, t.second_factor, t.last_used_at, a.language,
           access_roles(t.district_id, t.staff_id, at)
    from api_token t join account a on a.district_id = t.district_id and a.staff_id = t.staff_id
    where t.token_hash = hash and t.revoked_at is null and t.expires_at > at
      and a.suspended_at is null and not a.must_change_password
$$;

create function access_password_link(hash bytea, at timestamptz)
    returns table (district_id uuid, id uuid, staff_id uuid)
    language sql stable security definer set search_path = public, pg_temp as $$
    select l.district_id, l.id, l.staff_id
    from password_link l join account a on a.district_id = l.district_id and a.staff_id = l.staff_id
    where l.token_hash = hash and l.used_at is null and l.expires_at > at and a.suspended_at is null
$$;

revoke all on function access_roles(uuid, uuid, timestamptz) from public;
revoke all on function access_account_by_email(bytea) from public;
revoke all on function access_session(bytea, timestamptz, interval) from public;
revoke all on function access_token(bytea, timestamptz) from public;
revoke all on function access_password_link(bytea, timestamptz) from public;
grant execute on function access_account_by_email(bytea) to ${app_role};
grant execute on function access_session(bytea, timestamptz, interval) to ${app_role};
grant execute on function access_token(bytea, timestamptz) to ${app_role};
grant execute on function access_password_link(bytea, timestamptz) to ${app_role};
