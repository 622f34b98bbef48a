-- Who is kept out of a case is kept out of the duties to report that came of it, also where those were there before.
insert into record_exclusion (district_id, id, kind, record_id, staff_id, excluded_by, excluded_at)
select x.district_id, gen_random_uuid(), 'DUTY', d.id, x.staff_id, x.excluded_by, x.excluded_at
from record_exclusion x join mandate_duty d on d.district_id = x.district_id and d.case_id = x.record_id
where x.kind = 'CASE' and x.lifted_at is null
on conflict do nothing;

-- Only how far they are may be written later: whose duty, since when, and under which law stay as they were.
revoke update on mandate_duty, mandate_release from ${app_role};
grant update (status, called_at, sent_at, written_owed, written_due, holder_gone_at, tell_at, told)
    on mandate_duty to ${app_role};
grant update (withdrawn_by, withdrawn_at, withdrawn_why) on mandate_release to ${app_role};
