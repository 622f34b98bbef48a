package org.havenward.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.district.StaffId;
import org.havenward.mandate.Agency;
import org.havenward.mandate.AnswerKind;
import org.havenward.mandate.Duty;
import org.havenward.mandate.MandatedReports;
import org.havenward.mandate.NewAnswer;
import org.havenward.mandate.NewCall;
import org.havenward.mandate.Packets;
import org.havenward.mandate.SendingWay;
import org.havenward.mandate.Suspected;
import org.havenward.mandate.Way;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * The reports to the state of the fictional cases, in every state that a report can be in: made in time, made late, screened
 * out and reported again, sent in writing, still owed. Each by whoever owes it, through their own door.
 */
@Component
@ConditionalOnProperty(name = "havenward.demo", havingValue = "true")
class DemoReports {
    private final DemoPeople people;
    private final MandatedReports reports;
    private final Packets packets;
    private int turn;

    DemoReports(DemoPeople people, MandatedReports reports, Packets packets) {
        this.people = people;
        this.reports = reports;
        this.packets = packets;
    }

    /** How the reports of a case go. */
    private enum Course {
        IN_TIME,
        LATE,
        AGAIN,
        WRITTEN,
        SCREENED_OUT,
        WRITTEN_OWED,
        OWED
    }

    /** A case whose reports are planned; {@code file} is known once it is open. */
    record Reported(
            String key,
            Story.Suits suits,
            StaffId reporter,
            StaffId counselor,
            Instant raisedAt,
            Instant openedAt,
            Supplier<CaseId> file) {}

    /** Something that someone does for their report. */
    record Done(Instant at, String what, Runnable work) {}

    /** What is done for a case's reports, when. */
    List<Done> of(Reported told) {
        var course = course(told.suits());
        var done = new ArrayList<Done>();
        var counselor = told.counselor();
        if (course != Course.OWED) {
            done.add(new Done(
                    told.openedAt().plus(minutes(9)),
                    told.key() + " reporter calls",
                    () -> call(told, told.reporter(), told.raisedAt().plus(minutes(31)), false, "1")));
        }
        var called = told.openedAt().plus(minutes(course == Course.LATE ? 190 : 24));
        done.add(new Done(
                called.plus(minutes(12)),
                told.key() + " counselor calls",
                () -> call(told, counselor, called, course == Course.WRITTEN || course == Course.WRITTEN_OWED, "2")));
        var nextDay = told.openedAt().plus(Duration.ofHours(26));
        switch (course) {
            case IN_TIME, LATE -> done.add(answered(told, nextDay, AnswerKind.ACCEPTED, "1"));
            case SCREENED_OUT -> done.add(answered(told, nextDay, AnswerKind.SCREENED_OUT, "1"));
            case AGAIN -> {
                done.add(answered(told, nextDay, AnswerKind.SCREENED_OUT, "1"));
                done.add(new Done(nextDay.plus(minutes(95)), told.key() + " reports again", () -> again(told)));
                done.add(new Done(
                        nextDay.plus(minutes(121)),
                        told.key() + " calls again",
                        () -> call(told, counselor, nextDay.plus(minutes(112)), false, "3")));
                done.add(answered(told, nextDay.plus(Duration.ofHours(20)), AnswerKind.ACCEPTED, "2"));
            }
            case WRITTEN -> {
                done.add(
                        new Done(told.openedAt().plus(Duration.ofHours(3)), told.key() + " writes", () -> write(told)));
                done.add(answered(told, nextDay, AnswerKind.ACCEPTED, "1"));
            }
            case WRITTEN_OWED, OWED -> done.add(answered(told, nextDay, AnswerKind.PENDING, "1"));
        }
        return done;
    }

    /** Whoever raised a concern that joined a case reports as well. */
    Done joined(Reported told) {
        return new Done(
                told.openedAt().plus(minutes(11)),
                told.key() + " reporter calls",
                () -> call(told, told.reporter(), told.raisedAt().plus(minutes(40)), false, "1"));
    }

    /** A case that closed owes nothing. */
    private Course course(Story.Suits suits) {
        var number = turn++;
        return switch (suits) {
            case SUSPICION ->
                List.of(Course.OWED, Course.SCREENED_OUT, Course.IN_TIME).get(number % 3);
            case CONFIRMED ->
                List.of(Course.WRITTEN_OWED, Course.AGAIN, Course.WRITTEN, Course.LATE)
                        .get(number % 4);
            case RECOVERY, CLOSED, REOPENED, WAITING, LATE, ACKNOWLEDGED, MORE_ASKED, ROUTED, JOINED ->
                List.of(Course.IN_TIME, Course.AGAIN, Course.WRITTEN, Course.LATE)
                        .get(number % 4);
        };
    }

    private void call(Reported told, StaffId who, Instant at, boolean askedWritten, String mark) {
        var viewer = people.as(who);
        for (var duty : owed(viewer, told)) {
            var suspected = told.key().length() % 3 == 0 ? Suspected.EMPLOYER : Suspected.OTHER;
            for (var agency : reports.open(viewer, duty.id(), suspected).missing().stream()
                    .sorted()
                    .toList()) {
                reports.call(
                        viewer,
                        duty.id(),
                        new NewCall(
                                agency,
                                agency == Agency.CHILD_PROTECTION ? Way.PHONE : Way.IN_PERSON,
                                suspected,
                                at,
                                agency == Agency.CHILD_PROTECTION ? "State child abuse hotline" : "City police",
                                agency == Agency.CHILD_PROTECTION ? "Intake worker Dale" : "Officer Munoz",
                                "R-" + Math.floorMod(told.key().hashCode() + mark.hashCode(), 90_000),
                                "They took it down and call back tomorrow.",
                                askedWritten),
                        "demo/" + told.key() + "/call" + mark + agency);
            }
        }
    }

    private List<Duty> owed(Viewer viewer, Reported told) {
        return newest(viewer, told).stream().filter(Duty::callOwed).toList();
    }

    private List<Duty> newest(Viewer viewer, Reported told) {
        return reports.own(viewer).stream()
                .filter(duty -> duty.caseId().equals(told.file().get()))
                .toList();
    }

    private Done answered(Reported told, Instant at, AnswerKind kind, String mark) {
        return new Done(at, told.key() + " is answered", () -> {
            var viewer = people.as(told.counselor());
            newest(viewer, told).stream()
                    .filter(duty -> switch (duty.status()) {
                        case CALLED, SENT -> true;
                        case OWED, ACCEPTED, SCREENED_OUT, REPORTED_AGAIN -> false;
                    })
                    .forEach(duty -> reports.answer(
                            viewer,
                            duty.id(),
                            new NewAnswer(kind, at.minus(minutes(3)), said(kind)),
                            "demo/" + told.key() + "/answer" + mark));
        });
    }

    private static String said(AnswerKind kind) {
        return switch (kind) {
            case PENDING -> "A supervisor reads it today.";
            case ACCEPTED -> "A worker is assigned and meets the student at school.";
            case SCREENED_OUT -> "They say that the person is no caregiver, so it is not theirs.";
        };
    }

    private void again(Reported told) {
        var viewer = people.as(told.counselor());
        newest(viewer, told).stream()
                .filter(duty -> duty.status() == org.havenward.mandate.ReportStatus.SCREENED_OUT)
                .forEach(duty -> reports.again(viewer, duty.id(), "demo/" + told.key() + "/again"));
    }

    private void write(Reported told) {
        var viewer = people.as(told.counselor());
        newest(viewer, told).stream().filter(Duty::writtenOpen).forEach(duty -> {
            var fields = new HashMap<>(packets.draft(viewer, duty.id()).fields());
            fields.put("reporter_contact", "555-0142, at the school");
            fields.put("what", "What the student told, and what staff saw over the last weeks, as told on the phone.");
            fields.put("harm", "Long nights of work, no rest, and fear of the person who takes the pay.");
            var packet = packets.freeze(viewer, duty.id(), null, fields, "demo/" + told.key() + "/freeze");
            packets.sent(
                    viewer,
                    duty.id(),
                    packet,
                    SendingWay.SECURE_MAIL,
                    told.openedAt().plus(minutes(170)),
                    "Intake unit, by their secure mail",
                    "demo/" + told.key() + "/sent");
        });
    }

    private static Duration minutes(long count) {
        return Duration.ofMinutes(count);
    }
}
