-- The sealed log. Both tables only grow: the application role may add rows and read them, nothing else.

create table audit_entry (
    district_id uuid not null,
    id uuid not null,
    at timestamptz not null,
    actor uuid,
    action text not null,
    kind text not null,
    subject uuid not null,
    school uuid,
    student uuid,
    purpose text not null,
    -- A keyed hash of the columns above: who can write to the database but has no key can't forge a row.
    mac bytea not null check (octet_length(mac) = 32),
    -- The transaction that wrote the row: sealing waits for it to end, so that a late commit is not skipped.
    xact xid8 not null default pg_current_xact_id(),
    primary key (district_id, id)
);
select havenward_guard('audit_entry', 'select,insert');
create index audit_entry_unsealed on audit_entry (district_id, xact, id);
create index audit_entry_of_record on audit_entry (district_id, subject, at desc, id desc);
create index audit_entry_about_student on audit_entry (district_id, student, at desc, id desc) where student is not null;
create index audit_entry_by_time on audit_entry (district_id, at desc, id desc);
create index audit_entry_by_actor on audit_entry (district_id, actor, at desc, id desc) where actor is not null;

create table audit_seal (
    district_id uuid not null,
    number bigint not null check (number > 0),
    entry_ids uuid[] not null check (cardinality(entry_ids) > 0),
    -- A keyed hash of the seal before this one, this seal's other columns, and the entries' own hashes in their order.
    chain bytea not null check (octet_length(chain) = 32),
    -- How far this seal reaches: every entry up to this transaction and entry is sealed.
    last_xact xid8 not null,
    last_entry uuid not null,
    -- Whether it was made while transaction numbers lay behind those of the last seal, as in a restored database.
    restored boolean not null,
    sealed_at timestamptz not null,
    primary key (district_id, number)
);
select havenward_guard('audit_seal', 'select,insert');
