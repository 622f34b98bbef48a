package org.havenward.demo;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.havenward.casework.CaseId;
import org.havenward.casework.trace.TraceKind;
import org.havenward.casework.trace.TraceSubject;
import org.havenward.casework.trace.Traces;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * People and places of concern in the fictional district: two counselors of two schools write down the same number, each in
 * their own way, and the coordinator has a match to look at.
 */
@Component
@ConditionalOnProperty(name = "havenward.demo", havingValue = "true")
class DemoTraces {
    private final DemoPeople people;
    private final DemoClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Traces traces;

    DemoTraces(DemoPeople people, DemoClock clock, JdbcClient jdbc, TransactionTemplate transaction, Traces traces) {
        this.people = people;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.traces = traces;
    }

    private record File(CaseId id, String number, SchoolId school, StaffId lead) {}

    void live() {
        var files = files();
        clock.setTo(clock.real().minus(Duration.ofHours(20)));
        record(files.getFirst(), TraceKind.PHONE, "(928) 555-0147", "", "He writes from this number at night.");
        record(files.getFirst(), TraceKind.HANDLE, "@desert.ray_", "Instagram", "");
        record(files.getFirst(), TraceKind.PLATE, "KTB 4417", "AZ", "A gray car that waits at the corner.");
        clock.setTo(clock.real().minus(Duration.ofHours(3)));
        record(files.getLast(), TraceKind.PHONE, "928.555.0147", "", "The number that pays for the rides.");
        record(files.getLast(), TraceKind.EMPLOYER, "Saguaro Nails & Spa, LLC", "", "Where the evenings are worked.");
    }

    /** An open case of each of two schools, the first by number. */
    private List<File> files() {
        return java.util.Objects.requireNonNull(transaction.execute(status -> jdbc.sql("""
                        select * from (
                            select distinct on (school_id) id, number, school_id, lead from case_file
                            where status <> 'CLOSED' and student_id is not null and lead_gone_at is null
                            order by school_id, number) f
                        order by number limit 2
                        """)
                .query((row, number) -> new File(
                        new CaseId(row.getObject("id", UUID.class)),
                        row.getString("number"),
                        new SchoolId(row.getObject("school_id", UUID.class)),
                        new StaffId(row.getObject("lead", UUID.class))))
                .list()));
    }

    private void record(File file, TraceKind kind, String value, String detail, String note) {
        traces.record(
                people.as(file.lead()),
                new TraceSubject.OfCase(file.id()),
                new Traces.NewTrace(kind, value, detail, note),
                "demo " + file.number() + " " + kind);
    }
}
