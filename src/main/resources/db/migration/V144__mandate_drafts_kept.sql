-- Written reports as they were before their words were changed while a hold was on the case.
create table mandate_packet_draft_kept (
    district_id uuid        not null,
    id          uuid        not null,
    duty_id     uuid        not null,
    fields      bytea       not null, -- sealed, in the place of the draft
    saved_at    timestamptz not null,
    kept_at     timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, duty_id) references mandate_duty (district_id, id)
);
select havenward_guard('mandate_packet_draft_kept', 'select,insert');
