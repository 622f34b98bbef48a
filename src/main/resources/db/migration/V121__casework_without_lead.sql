-- Since when nobody leads a case: whoever did is kept out of it, left, or lost the role. It then waits for the coordinator;
-- "lead" still says who had it last.
alter table case_file add column lead_gone_at timestamptz;

create index case_file_covers on case_file (district_id, (lead_gone_at is null), opened_at desc, id desc);
