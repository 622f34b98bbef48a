-- A roster comes in through temporary tables, which only the connection that makes them sees.
do $$
begin
    execute format('grant temporary on database %I to ${app_role}', current_database());
exception when insufficient_privilege then
    raise warning 'The owner role does not own this database: let its owner run GRANT TEMPORARY ON DATABASE % TO ${app_role}',
        current_database();
end $$;
