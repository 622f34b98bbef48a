-- Whether it was told to the student themself, and whether it was told though the family guard had refused.
alter table mandate_disclosure
    add column to_student    boolean not null default false,
    add column against_guard boolean not null default false;
alter table mandate_disclosure add check (not to_student or member_id is null);
