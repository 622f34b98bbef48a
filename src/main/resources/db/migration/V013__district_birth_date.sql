-- The age of majority and the age up to which child protection acts decide which law applies: from the roster's
-- demographics, of which nothing else is kept.
alter table student add column born_on date;
