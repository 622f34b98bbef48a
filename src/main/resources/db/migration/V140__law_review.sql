-- What a district found when it looked its state's law up: each look is a row and is never changed. A correction is a dated
-- version of its own. Nothing here is about a student, and so nothing is sealed.
create table law_review (
    district_id    uuid        not null references district,
    id             uuid        not null,
    state          text        not null check (state ~ '^[A-Z]{2}$'),
    field          text        not null check (field in ('AGE_OF_MAJORITY', 'HOTLINES', 'ORAL_DEADLINE', 'WRITTEN_REPORT',
                               'REPORTERS', 'CAREGIVER_RULE', 'ROUTING', 'SAFE_HARBOR', 'NOTES')),
    kind           text        not null check (kind in ('CONFIRMED', 'CORRECTED')),
    effective_from date        not null,
    value          jsonb       not null,
    source         text        not null check (length(source) between 3 and 1000),
    looked_on      date        not null,
    next_review    date        not null check (next_review > looked_on),
    reviewed_by    uuid        not null,
    reviewed_at    timestamptz not null,
    primary key (district_id, id),
    foreign key (district_id, reviewed_by) references staff
);
select havenward_guard('law_review', 'select,insert');
create index law_review_state on law_review (district_id, state, reviewed_at, id);
