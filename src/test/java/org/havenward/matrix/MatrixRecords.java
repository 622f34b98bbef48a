package org.havenward.matrix;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.havenward.Person;
import org.havenward.Town;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.casework.CaseId;
import org.havenward.casework.Shares;
import org.havenward.casework.trace.TraceKind;
import org.havenward.casework.trace.TraceSubject;
import org.havenward.casework.trace.Traces;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernId;
import org.havenward.district.Directory;
import org.havenward.prevention.Lessons;
import org.havenward.prevention.NewLesson;

/** The records of all rooms that have paths with a record in them. */
final class MatrixRecords {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private MatrixRecords() {}

    /**
     * @param raise raises a concern of Quay Middle over the API, and returns its id
     */
    static List<MatrixRecord> all(
            CaseDesk desk,
            Shares shares,
            Traces traces,
            Directory directory,
            Lessons lessons,
            BiFunction<Town, Person, UUID> raise) {
        return List.of(
                of(
                        RecordKind.CONCERN,
                        "(/triage|/concerns|/api/v1/concerns|/audit/concern)/\\{id}.*",
                        town -> RecordRef.concern(raise.apply(town, Person.BUS_DRIVER), quay(town))),
                of(
                        RecordKind.CASE,
                        "(/cases|/api/v1/cases|/coordination|/api/v1/coordination|/audit/case)/\\{id}.*",
                        town -> RecordRef.caseFile(open(desk, town), quay(town))),
                of(
                        RecordKind.SHARE,
                        "(/shared-with-me|/api/v1/shared-with-me)/\\{id}.*",
                        town -> RecordRef.share(share(desk, shares, town), quay(town))),
                of(
                        RecordKind.MATCH,
                        "(/matches|/api/v1/matches)/\\{id}.*",
                        town -> RecordRef.match(match(desk, traces, town))),
                of(
                        RecordKind.DUTY,
                        "(/my-reports|/api/v1/my-reports)/\\{id}.*",
                        town -> RecordRef.duty(duty(town, open(desk, town)), quay(town))),
                of(
                        RecordKind.LESSON,
                        "(/lessons|/api/v1/lessons)/\\{id}.*",
                        town -> new RecordRef(RecordKind.LESSON, plan(lessons, town), quay(town))),
                of(
                        RecordKind.STUDENT,
                        "(/students|/api/v1/students|/audit/student)/\\{id}.*",
                        town -> RecordRef.student(town.maya().value(), quay(town))),
                of(
                        RecordKind.STAFF,
                        "(/people|/api/v1/people)/\\{id}.*",
                        town -> town.in(() -> new RecordRef(
                                RecordKind.STAFF,
                                directory
                                        .addStaff("Spare", "Person", "Aide", List.of(quay(town)))
                                        .value(),
                                null))));
    }

    private static org.havenward.district.SchoolId quay(Town town) {
        return town.school(Person.School.QUAY);
    }

    private static UUID share(CaseDesk desk, Shares shares, Town town) {
        var file = new CaseId(open(desk, town));
        var ortiz = town.viewer(Person.COUNSELOR_ORTIZ);
        return town.in(() -> shares.share(
                ortiz,
                file,
                new Shares.NewShare(
                        town.staff(Person.TEACHER),
                        "Ask about zanzibar.",
                        "class",
                        LocalDate.now().plusDays(30),
                        false),
                UUID.randomUUID().toString()));
    }

    /** Two cases that name one number. */
    private static UUID match(CaseDesk desk, Traces traces, Town town) {
        var ortiz = town.viewer(Person.COUNSELOR_ORTIZ);
        var number = "928555" + (1000 + NUMBERS.incrementAndGet());
        for (int times = 0; times < 2; times++) {
            var file = new TraceSubject.OfCase(new CaseId(open(desk, town)));
            town.in(() -> traces.record(
                    ortiz,
                    file,
                    new Traces.NewTrace(TraceKind.PHONE, number, "", "Says zanzibar."),
                    UUID.randomUUID().toString()));
        }
        return town.in(() -> town.jdbc()
                .sql("select id from trace_match order by id desc limit 1")
                .query(UUID.class)
                .single());
    }

    private static UUID plan(Lessons lessons, Town town) {
        var ortiz = town.viewer(Person.COUNSELOR_ORTIZ);
        return town.in(() -> lessons.plan(
                        ortiz,
                        new NewLesson(
                                quay(town),
                                "Safe online",
                                "Room 12",
                                "Noor Haddad",
                                ortiz.staff(),
                                28,
                                Instant.now(),
                                Instant.now().plusSeconds(3600)),
                        UUID.randomUUID().toString())
                .value());
    }

    private static UUID open(CaseDesk desk, Town town) {
        var ortiz = town.viewer(Person.COUNSELOR_ORTIZ);
        return town.in(() -> desk.open(
                ortiz,
                new CaseDesk.Source(
                        new ConcernId(UUID.randomUUID()),
                        quay(town),
                        town.leo(),
                        null,
                        town.staff(Person.BUS_DRIVER),
                        Instant.now())));
    }

    private static UUID duty(Town town, UUID caseId) {
        return town.in(() -> town.jdbc()
                .sql("select id from mandate_duty where case_id = :case order by reason desc limit 1")
                .param("case", caseId)
                .query(UUID.class)
                .single());
    }

    private static MatrixRecord of(RecordKind kind, String paths, java.util.function.Function<Town, RecordRef> make) {
        var pattern = Pattern.compile(paths);
        return new MatrixRecord() {
            @Override
            public boolean fits(String path) {
                return pattern.matcher(path).matches();
            }

            @Override
            public RecordKind kind() {
                return kind;
            }

            @Override
            public RecordRef make(Town town) {
                return make.apply(town);
            }
        };
    }
}
