package org.havenward.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Viewer;
import org.havenward.casework.Campus;
import org.havenward.casework.CampusKind;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseLinks;
import org.havenward.casework.LinkDesk;
import org.havenward.casework.Shares;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Two cases of the fictional district that touch each other, as their counselors and the coordinator live it. */
@Component
@ConditionalOnProperty(name = "havenward.demo", havingValue = "true")
class DemoCampus {
    private final DemoPeople people;
    private final DemoClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Campus campus;
    private final Shares shares;
    private final CaseLinks links;
    private final LinkDesk desk;

    @SuppressWarnings("TooManyParameters")
    DemoCampus(
            DemoPeople people,
            DemoClock clock,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Campus campus,
            Shares shares,
            CaseLinks links,
            LinkDesk desk) {
        this.people = people;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.campus = campus;
        this.shares = shares;
        this.links = links;
        this.desk = desk;
    }

    private record File(CaseId id, String number, SchoolId school, StaffId lead) {}

    void live() {
        var files = files();
        if (files.size() < 2) {
            throw new IllegalStateException("The demo needs two open cases with different leads");
        }
        clock.setTo(clock.real().minus(Duration.ofHours(30)));
        var one = files.getFirst();
        var other = files.stream()
                .filter(file -> !file.lead().equals(one.lead()))
                .findFirst()
                .orElseThrow();
        var lead = people.as(one.lead());
        recruiter(lead, one);
        desk(lead, one);
        clock.setTo(clock.real().minus(Duration.ofHours(28)));
        linked(lead, one, other);
    }

    private void recruiter(Viewer lead, File file) {
        fact(
                lead,
                file,
                CampusKind.POSSIBLY_RECRUITING,
                someoneElse(file),
                "Two students say that this student offers weekend jobs and rides. They seem afraid of someone older.");
        fact(lead, file, CampusKind.PLACE, null, "The bench behind the gym, out of sight of the office");
        fact(lead, file, CampusKind.TIME, null, "Between the last bell and the late bus");
        fact(lead, file, CampusKind.ACTION_TAKEN, null, "The late bus now loads at the front, where two adults stand.");
    }

    private void fact(
            Viewer lead,
            File file,
            CampusKind kind,
            @org.jspecify.annotations.Nullable StudentId student,
            String words) {
        campus.record(lead, file.id(), new Campus.NewFact(kind, student, words), key(file, "campus " + kind));
    }

    private StudentId someoneElse(File file) {
        return new StudentId(java.util.Objects.requireNonNull(transaction.execute(status -> jdbc.sql("""
                        select s.id from student s
                        where s.school_id = :school and s.left_at is null and not exists (
                            select 1 from case_file c where c.district_id = s.district_id and c.student_id = s.id)
                        order by s.sourced_id limit 1
                        """)
                .param("school", file.school().value())
                .query(UUID.class)
                .single())));
    }

    private void desk(Viewer lead, File file) {
        for (var action : List.of(
                "Please have someone at the bench behind the gym from the last bell until the late bus has left.",
                "Please let nobody who is not on a student's card pick the student up, and call me.")) {
            var clerk = people.next(file.school(), "school secretary");
            transaction.executeWithoutResult(status -> people.account(clerk));
            var made = shares.ask(
                    lead,
                    file.id(),
                    new Shares.NewAction(
                            clerk,
                            action,
                            LocalDate.ofInstant(clock.instant(), ZoneId.of("America/Phoenix"))
                                    .plusDays(4),
                            false),
                    key(file, "asked " + action.length()));
            if (action.contains("bench")) {
                shares.done(people.as(clerk), made, key(file, "asked, done"));
            }
        }
    }

    private void linked(Viewer lead, File one, File other) {
        var coordinator = people.as(
                people.who(people.office().id(), "district coordinator").getFirst());
        var suggestion = links.suggest(
                lead,
                one.id(),
                null,
                "My student speaks of someone at another school who was driven by the same man in a gray van.",
                key(one, "suggestion"));
        var link = desk.link(coordinator, suggestion, other.number(), key(one, "link"));
        desk.say(
                coordinator,
                link,
                other.id(),
                "Please look out for a gray van at the end of the day, and tell me if you see it.",
                key(one, "to the other"));
        links.say(
                people.as(other.lead()),
                other.id(),
                link,
                "It was at the east gate on Tuesday. The front desk wrote down the plate and called the police.",
                key(other, "answer"));
        links.suggest(
                people.as(other.lead()),
                other.id(),
                null,
                "The same screen name shows up in something an aide told me last week. I do not know whose case it is.",
                key(other, "suggestion"));
    }

    /** Open cases with a student and a lead, in the order of their numbers. */
    private List<File> files() {
        return java.util.Objects.requireNonNull(transaction.execute(status -> jdbc.sql("""
                        select id, number, school_id, lead from case_file
                        where status <> 'CLOSED' and student_id is not null and lead_gone_at is null
                        order by number
                        """)
                .query((row, number) -> new File(
                        new CaseId(row.getObject("id", UUID.class)),
                        row.getString("number"),
                        new SchoolId(row.getObject("school_id", UUID.class)),
                        new StaffId(row.getObject("lead", UUID.class))))
                .list()));
    }

    private static String key(File file, String what) {
        return "demo " + file.number() + " " + what;
    }
}
