-- A concern may also come from a student or a family, by the private pages: then nobody on staff raised it, and there is a
-- conversation with whoever told it.

alter table concern add column origin text not null default 'STAFF'
    check (origin in ('STAFF', 'SELF', 'PEER', 'FAMILY', 'LESSON'));
alter table concern add column conversation_id uuid;
alter table concern alter column reporter drop not null;
alter table concern add foreign key (district_id, conversation_id) references voice_conversation (district_id, id);
alter table concern add check ((reporter is null) = (conversation_id is not null));
alter table concern add check ((origin = 'STAFF') <= (reporter is not null));
alter table concern drop constraint concern_check;
alter table concern add constraint concern_about_someone
    check (student_id is not null or description is not null or origin <> 'STAFF');
create unique index concern_of_conversation on concern (district_id, conversation_id) where conversation_id is not null;
alter table concern_text alter column by_staff drop not null;
