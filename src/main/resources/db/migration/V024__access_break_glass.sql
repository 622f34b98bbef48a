-- Standings that end: someone who is not on a case's team breaks the glass for at most three hours. The end is kept by two
-- clocks, the application's and the database's, and the earlier one holds. RECIPIENT: someone who was told something for a
-- purpose.
alter table record_standing
    add column from_at timestamptz,
    add column until_at timestamptz,
    add column until_by_database timestamptz;
alter table record_standing drop constraint record_standing_standing_check;
alter table record_standing add constraint record_standing_standing_check
    check (standing in ('REPORTER', 'TEAM', 'LEAD', 'BREAK_GLASS', 'RECIPIENT'));
alter table record_standing add constraint record_standing_that_ends check (
    case when standing = 'BREAK_GLASS'
        then from_at is not null and until_at is not null and until_by_database is not null
            and until_at > from_at and until_at <= from_at + interval '3 hours'
        else until_at is null
    end);
