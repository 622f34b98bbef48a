package org.havenward.district;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.havenward.platform.DistrictScope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredCalendar implements SchoolCalendar {
    private final JdbcClient jdbc;
    private final InstantSource clock;

    StoredCalendar(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Instant after(Instant from, Duration schoolTime) {
        return hours().after(from, schoolTime);
    }

    @Override
    @Transactional(readOnly = true)
    public Duration between(Instant from, Instant to) {
        return hours().between(from, to);
    }

    @Override
    @Transactional(readOnly = true)
    public ZoneId zone() {
        return jdbc.sql("select zone from district where district_id = :id")
                .param("id", DistrictScope.required().value())
                .query((row, number) -> ZoneId.of(row.getString("zone")))
                .single();
    }

    @Override
    @Transactional(readOnly = true)
    public LocalDate today() {
        return clock.instant().atZone(zone()).toLocalDate();
    }

    @Override
    @Transactional(readOnly = true)
    public List<NoSchoolDay> noSchoolDays() {
        return jdbc.sql("select day, name from no_school_day order by day")
                .query((row, number) -> new NoSchoolDay(row.getObject("day", LocalDate.class), row.getString("name")))
                .list();
    }

    @Override
    @Transactional
    public void addNoSchoolDays(Map<LocalDate, String> days) {
        days.forEach((day, name) ->
                jdbc.sql("""
                        insert into no_school_day (district_id, day, name) values (havenward_district(), :day, :name)
                        on conflict (district_id, day) do update set name = excluded.name
                        """).param("day", day).param("name", name).update());
    }

    @Override
    @Transactional
    public void removeNoSchoolDay(LocalDate day) {
        jdbc.sql("delete from no_school_day where day = :day").param("day", day).update();
    }

    private SchoolHours hours() {
        Set<LocalDate> closed = new HashSet<>(
                jdbc.sql("select day from no_school_day").query(LocalDate.class).list());
        return jdbc.sql("select zone, day_starts, day_ends from district where district_id = :id")
                .param("id", DistrictScope.required().value())
                .query((row, number) -> new SchoolHours(
                        ZoneId.of(row.getString("zone")),
                        row.getObject("day_starts", LocalTime.class),
                        row.getObject("day_ends", LocalTime.class),
                        closed))
                .single();
    }
}
