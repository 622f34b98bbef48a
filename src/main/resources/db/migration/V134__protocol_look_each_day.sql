-- Open cases are looked at each day, since with the day the law and the student's age can be others; only closed ones are not.
update protocol_watch w set look_at = now()
from case_file c
where c.district_id = w.district_id and c.id = w.case_id and c.status <> 'CLOSED' and w.look_at is null;
