-- Of a case, a task, a meeting, an instrument, and an exclusion the application can write only what changes in their life: not
-- which record they are of, who made them and when, and what was said. No case and no exclusion can be deleted.
revoke update, delete on case_file from ${app_role};
grant update (status, status_before, outcome, lead, closed_at, lead_gone_at, called, pronouns, own_word, student_id)
    on case_file to ${app_role};
revoke update on case_member, case_task, case_meeting, instrument, record_exclusion from ${app_role};
grant update (role, first_seen) on case_member to ${app_role};
grant update (done_by, done_at, owner, due_at) on case_task to ${app_role};
grant update (state, meets_at, who) on case_meeting to ${app_role};
grant update (withdrawn_by, withdrawn_at) on instrument to ${app_role};
grant update (lifted_by, lifted_at) on record_exclusion to ${app_role};
