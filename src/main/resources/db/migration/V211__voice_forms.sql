-- Which conversations came of one form: a keyed hash of the form's secret, so that what is sent again with something changed
-- finds what was sent before. A form is good for twelve hours; a day later nothing says any more which belong together.
alter table voice_conversation add column form bytea;
create index voice_conversation_form on voice_conversation (district_id, form) where form is not null;
grant update (same_words) on voice_conversation to ${app_role};

-- What came of a form before. Of two that are sent at once, the second waits for the first: each statement of a volatile
-- function sees what was committed before it begins.
create function voice_of_form(asked bytea) returns table (id uuid, receipt bytea)
    language plpgsql volatile as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('voice.form/' || encode(asked, 'hex'), 0));
    return query select c.id, c.receipt from voice_conversation c
        where c.district_id = havenward_district() and c.form = asked order by c.told_at, c.id;
end
$$;
revoke execute on function voice_of_form(bytea) from public;
grant execute on function voice_of_form(bytea) to ${app_role};

create function voice_forget_forms(before timestamptz) returns bigint
    language sql volatile security definer set search_path = public, pg_temp as $$
    with forgotten as (
        update voice_conversation set form = null
        where form is not null and told_at < least(before, now() - interval '1 day') returning 1)
    select count(*) from forgotten
$$;
revoke execute on function voice_forget_forms(timestamptz) from public;
grant execute on function voice_forget_forms(timestamptz) to ${app_role};
