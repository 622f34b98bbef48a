-- Forms that were begun and then changed or discarded while a hold was on: kept as they were.
create table case_form_draft_kept (
    district_id uuid        not null,
    id          uuid        not null,
    case_id     uuid        not null,
    staff_id    uuid        not null,
    form        text        not null,
    fields      bytea       not null, -- sealed, in the place of the draft
    saved_at    timestamptz not null,
    kept_at     timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, case_id) references case_file (district_id, id)
);
select havenward_guard('case_form_draft_kept', 'select,insert');
