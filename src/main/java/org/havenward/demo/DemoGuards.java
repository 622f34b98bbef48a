package org.havenward.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.havenward.access.Viewer;
import org.havenward.casework.BreakGlass;
import org.havenward.casework.CaseId;
import org.havenward.casework.Family;
import org.havenward.casework.FamilyMemberId;
import org.havenward.casework.FamilyVerdict;
import org.havenward.casework.LegalHolds;
import org.havenward.casework.Shares;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.mandate.DisclosureBasis;
import org.havenward.mandate.Disclosures;
import org.havenward.mandate.EducationRecord;
import org.havenward.mandate.Inspections;
import org.havenward.mandate.NewDisclosure;
import org.havenward.mandate.Releases;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The guards in the fictional district, after its year was lived: families judged, words shared, a release and what was told
 * on it, a parent who asks to see the record, a hold, and broken glass. Through the same doors as all else.
 */
@Component
@ConditionalOnProperty(name = "havenward.demo", havingValue = "true")
class DemoGuards {
    private final DemoPeople people;
    private final DemoClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Family family;
    private final Shares shares;
    private final Disclosures disclosures;
    private final Releases releases;
    private final Inspections inspections;
    private final BreakGlass glass;
    private final LegalHolds holds;

    @SuppressWarnings("TooManyParameters")
    DemoGuards(
            DemoPeople people,
            DemoClock clock,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Family family,
            Shares shares,
            Disclosures disclosures,
            Releases releases,
            Inspections inspections,
            BreakGlass glass,
            LegalHolds holds) {
        this.people = people;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.family = family;
        this.shares = shares;
        this.disclosures = disclosures;
        this.releases = releases;
        this.inspections = inspections;
        this.glass = glass;
        this.holds = holds;
    }

    private record File(CaseId id, String number, SchoolId school, StaffId lead) {}

    void live() {
        var files = files();
        for (int number = 0; number < files.size(); number++) {
            // Within the last two days, each at its own time.
            clock.setTo(clock.real().minus(Duration.ofHours(44)).plus(Duration.ofMinutes(37L * number)));
            guard(files.get(number), number);
        }
    }

    /** Open cases with a student, in the order of their numbers. */
    private List<File> files() {
        return java.util.Objects.requireNonNull(transaction.execute(status -> jdbc.sql("""
                        select id, number, school_id, lead from case_file
                        where status <> 'CLOSED' and student_id is not null and lead_gone_at is null
                        order by number limit 12
                        """)
                .query((row, number) -> new File(
                        new CaseId(row.getObject("id", UUID.class)),
                        row.getString("number"),
                        new SchoolId(row.getObject("school_id", UUID.class)),
                        new StaffId(row.getObject("lead", UUID.class))))
                .list()));
    }

    private void guard(File file, int number) {
        var lead = people.as(file.lead());
        switch (number % 6) {
            case 0 -> {
                judged(lead, file, "mother", FamilyVerdict.SAFE, "calls about pick-up, to her own phone only");
                judged(lead, file, "mother's partner", FamilyVerdict.NOT_SAFE, "");
                share(lead, file);
            }
            case 1 -> {
                var aunt = judged(lead, file, "aunt", FamilyVerdict.SAFE, "signing papers");
                release(lead, file, aunt);
            }
            case 2 -> asks(lead, file, judged(lead, file, "father", FamilyVerdict.NOT_KNOWN, ""), number);
            case 3 -> {
                judged(lead, file, "grandmother", FamilyVerdict.SAFE, "being there when the student comes home");
                emergency(lead, file);
            }
            case 4 -> breaks(file);
            default -> hold(file);
        }
    }

    private FamilyMemberId judged(Viewer lead, File file, String relation, FamilyVerdict verdict, String forWhat) {
        var name = "The student's " + relation;
        var member = new FamilyMemberId(
                family.add(lead, file.id(), new Family.Words(name, relation, ""), key(file, "family " + relation)));
        family.judge(
                lead,
                file.id(),
                member,
                new Family.Verdict(
                        verdict,
                        switch (verdict) {
                            case SAFE -> "The student said so, in two talks, and the nurse has the same view.";
                            case NOT_SAFE -> "The student is afraid that calls from school would be held against them.";
                            case NOT_KNOWN -> "The student has not said. We ask again next week.";
                        },
                        forWhat,
                        today().plusDays(60)),
                key(file, "judged " + relation));
        return member;
    }

    private void share(Viewer lead, File file) {
        var teacher = people.next(file.school(), "teacher");
        transaction.executeWithoutResult(status -> people.account(teacher));
        var made = shares.share(
                lead,
                file.id(),
                new Shares.NewShare(
                        teacher,
                        "Please let this student leave class when they ask, without questions. They know where to go.",
                        "class",
                        today().plusDays(30),
                        false),
                key(file, "share"));
        shares.acknowledge(people.as(teacher), made, key(file, "share read"));
    }

    private void release(Viewer lead, File file, FamilyMemberId aunt) {
        var release = releases.give(
                lead,
                file.id(),
                new Releases.NewRelease(
                        aunt,
                        "The county's child advocacy center",
                        "name, age, and what the student wishes",
                        "an appointment with an advocate",
                        today().minusDays(1),
                        today().plusDays(90)),
                key(file, "release"));
        disclosures.disclose(
                lead,
                file.id(),
                NewDisclosure.outside(
                        DisclosureBasis.CONSENT,
                        "The advocate on duty, county child advocacy center",
                        "Name, age, and what the student wishes.",
                        "An appointment this week.",
                        "",
                        release,
                        now()),
                key(file, "told"));
    }

    private void emergency(Viewer lead, File file) {
        disclosures.disclose(
                lead,
                file.id(),
                NewDisclosure.outside(
                        DisclosureBasis.HEALTH_OR_SAFETY,
                        "The dispatcher, city police",
                        "That the student is in the counselor's office and who is waiting outside.",
                        "To keep the student safe on the way out.",
                        "Someone waited at the gate and said that the student would come along today.",
                        null,
                        now()),
                key(file, "emergency"));
    }

    private void asks(Viewer lead, File file, FamilyMemberId father, int number) {
        var asked = inspections.ask(
                lead,
                file.id(),
                new Inspections.NewInspection(father, "He came to the front desk and asked to see the file.", today()),
                key(file, "asked"));
        if (number >= 6) {
            inspections.decide(
                    lead,
                    file.id(),
                    asked,
                    new Inspections.NewOutcome(
                            Inspections.Outcome.NOT_SHOWN,
                            Set.<EducationRecord.Kind>of(),
                            "The district's counsel, by phone: show nothing while it is not known whether it is safe.",
                            "It is not known whether contact is safe. He is told in writing, by counsel."),
                    key(file, "decided"));
        }
    }

    private void breaks(File file) {
        var counselors = people.who(file.school(), "counselor");
        var other = counselors.get(0).equals(file.lead()) ? counselors.get(1) : counselors.get(0);
        glass.open(
                people.as(other),
                new BreakGlass.Which.Numbered(file.number()),
                "Someone asks for this student at the front desk, and the counselor is at another school today.",
                Duration.ofMinutes(30),
                key(file, "glass"));
    }

    private void hold(File file) {
        var coordinator =
                people.who(people.office().id(), "district coordinator").getFirst();
        holds.place(
                people.as(coordinator),
                new LegalHolds.NewHold(
                        file.number(), false, "A subpoena for school records came.", "Superior Court, CV-0118"),
                key(file, "hold"));
    }

    private Instant now() {
        return clock.instant();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now(), ZoneId.of("America/Phoenix"));
    }

    private static String key(File file, String what) {
        return "demo " + file.number() + " " + what;
    }
}
