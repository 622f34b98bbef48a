-- Who left the roster signs in no more: neither a session, nor a token, nor a link of theirs opens anything.

create or replace function access_session(hash bytea, at timestamptz, idle interval)
    returns table (district_id uuid, id uuid, staff_id uuid, stage text, second_factor boolean,
                   must_change_password boolean, last_seen_at timestamptz, language text, roles text)
    language sql stable security definer set search_path = public, pg_temp as $$
    select s.district_id, s.id, s.staff_id, s.stage, s.second_factor, a.must_change_password, s.last_seen_at, a.language,
           access_roles(s.district_id, s.staff_id, at)
    from session s join account a on a.district_id = s.district_id and a.staff_id = s.staff_id
        join staff p on p.district_id = s.district_id and p.id = s.staff_id
    where s.token_hash = hash and s.ended_at is null and s.expires_at > at and s.last_seen_at > at - idle
      and a.suspended_at is null and p.left_at is null
$$;

create or replace function access_token(hash bytea, at timestamptz)
    returns table (district_id uuid, id uuid, staff_id uuid, second_factor boolean, last_used_at timestamptz,
                   language text, roles text)
    language sql stable security definer set search_path = public, pg_temp as $$
    select t.district_id, t.id, t.staff_id, t.second_factor, t.last_used_at, a.language,
           access_roles(t.district_id, t.staff_id, at)
    from api_token t join account a on a.district_id = t.district_id and a.staff_id = t.staff_id
        join staff p on p.district_id = t.district_id and p.id = t.staff_id
    where t.token_hash = hash and t.revoked_at is null and t.expires_at > at
      and a.suspended_at is null and not a.must_change_password and p.left_at is null
$$;

create or replace function access_password_link(hash bytea, at timestamptz)
    returns table (district_id uuid, id uuid, staff_id uuid)
    language sql stable security definer set search_path = public, pg_temp as $$
    select l.district_id, l.id, l.staff_id
    from password_link l join account a on a.district_id = l.district_id and a.staff_id = l.staff_id
        join staff p on p.district_id = l.district_id and p.id = l.staff_id
    where l.token_hash = hash and l.used_at is null and l.expires_at > at and a.suspended_at is null
      and p.left_at is null
$$;

create or replace function access_account_by_email(hash bytea)
    returns table (district_id uuid, staff_id uuid)
    language sql stable security definer set search_path = public, pg_temp as $$
    select a.district_id, a.staff_id
    from account a join staff p on p.district_id = a.district_id and p.id = a.staff_id
    where a.email_hash = hash and p.left_at is null order by a.created_at limit 8
$$;
