package org.havenward.district;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.platform.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredCalendar implements SchoolCalendar {
    private static final String SELECT = """
            select zone, school_days, day_starts, day_ends, year_begins, year_ends, outside_starts, outside_ends,
                   acknowledge_minutes
            from district where district_id = :id
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    StoredCalendar(JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
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
    public SchoolTime schoolTime() {
        return time(SELECT);
    }

    @Override
    @Transactional
    public SchoolTime schoolTimeToChange() {
        return time(SELECT + " for no key update");
    }

    private SchoolTime time(String sql) {
        return jdbc.sql(sql)
                .param("id", DistrictScope.required().value())
                .query((row, number) -> read(row))
                .single();
    }

    private static SchoolTime read(ResultSet row) throws SQLException {
        return new SchoolTime(
                Arrays.stream((Integer[]) row.getArray("school_days").getArray())
                        .map(DayOfWeek::of)
                        .collect(Collectors.toSet()),
                row.getObject("day_starts", LocalTime.class),
                row.getObject("day_ends", LocalTime.class),
                row.getObject("year_begins", LocalDate.class),
                row.getObject("year_ends", LocalDate.class),
                row.getObject("outside_starts", LocalTime.class),
                row.getObject("outside_ends", LocalTime.class),
                row.getInt("acknowledge_minutes"));
    }

    @Override
    @Transactional
    public void set(SchoolTime time) {
        jdbc.sql("""
                        update district set school_days = cast(:days as integer[]), day_starts = :starts, day_ends = :ends,
                            year_begins = :yearBegins, year_ends = :yearEnds,
                            outside_starts = :outsideStarts, outside_ends = :outsideEnds, acknowledge_minutes = :minutes
                        where district_id = :id
                        """)
                .param("id", DistrictScope.required().value())
                .param(
                        "days",
                        time.days().stream()
                                .sorted()
                                .map(day -> String.valueOf(day.getValue()))
                                .collect(Collectors.joining(",", "{", "}")))
                .param("starts", time.starts())
                .param("ends", time.ends())
                .param("yearBegins", time.yearBegins(), java.sql.Types.DATE)
                .param("yearEnds", time.yearEnds(), java.sql.Types.DATE)
                .param("outsideStarts", time.outsideStarts())
                .param("outsideEnds", time.outsideEnds())
                .param("minutes", time.acknowledgeMinutes())
                .update();
        changed();
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
        changed();
    }

    @Override
    @Transactional
    public void removeNoSchoolDay(LocalDate day) {
        jdbc.sql("delete from no_school_day where day = :day").param("day", day).update();
        changed();
    }

    private void changed() {
        events.publishEvent(new SchoolCalendarChanged(DistrictScope.required()));
    }

    @Override
    @Transactional
    public void note(CalendarChange change) {
        jdbc.sql("""
                        insert into calendar_change
                            (district_id, id, made_at, made_by, what, first_day, last_day, was, becomes)
                        values (havenward_district(), :id, :at, :by, :what, :first, :last, :was, :becomes)
                        """)
                .param("id", change.id())
                .param("at", OffsetDateTime.ofInstant(change.at(), ZoneOffset.UTC))
                .param("by", change.by().value())
                .param("what", change.what().name())
                .param("first", change.first(), java.sql.Types.DATE)
                .param("last", change.last(), java.sql.Types.DATE)
                .param("was", change.was())
                .param("becomes", change.becomes())
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public List<CalendarChange> changes(@Nullable UUID before, int limit) {
        return jdbc.sql("select id, made_at, made_by, what, first_day, last_day, was, becomes from calendar_change "
                        + (before == null
                                ? ""
                                : "where (made_at, id) < (select b.made_at, b.id from calendar_change b where b.id = :before) ")
                        + "order by made_at desc, id desc limit :limit")
                .param("before", before, java.sql.Types.OTHER)
                .param("limit", limit)
                .query((row, number) -> new CalendarChange(
                        row.getObject("id", UUID.class),
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        new StaffId(row.getObject("made_by", UUID.class)),
                        CalendarChange.What.valueOf(row.getString("what")),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        row.getString("was"),
                        row.getString("becomes")))
                .list();
    }

    private SchoolHours hours() {
        Set<LocalDate> closed = new HashSet<>(
                jdbc.sql("select day from no_school_day").query(LocalDate.class).list());
        return jdbc.sql(SELECT)
                .param("id", DistrictScope.required().value())
                .query((row, number) -> new SchoolHours(ZoneId.of(row.getString("zone")), read(row), closed))
                .single();
    }
}
