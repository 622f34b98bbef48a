-- Who ever wrote at a version does not approve it: the application refuses it with words, the database without.
create function havenward_protocol_two_people() returns trigger
    language plpgsql
as $$
begin
    if new.approved_by is not null and new.approved_by is distinct from old.approved_by and exists (
        select from protocol_version_step s
        where s.district_id = new.district_id and s.version_id = new.id and s.by_staff = new.approved_by
            and s.verb in ('CREATE', 'EDIT')) then
        raise exception 'havenward: who wrote at a protocol does not approve it' using errcode = 'HW002';
    end if;
    return new;
end
$$;
create trigger protocol_version_two_people before update of approved_by on protocol_version
    for each row execute function havenward_protocol_two_people();
