package org.havenward.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseJudgments;
import org.havenward.casework.CaseLife;
import org.havenward.casework.CaseNotes;
import org.havenward.casework.CaseReading;
import org.havenward.casework.CaseRole;
import org.havenward.casework.CaseStatus;
import org.havenward.casework.CaseTasks;
import org.havenward.casework.CaseTeam;
import org.havenward.casework.Conclusion;
import org.havenward.casework.Judgment;
import org.havenward.concern.ConcernId;
import org.havenward.concern.ConcernReading;
import org.havenward.concern.Concerns;
import org.havenward.concern.NewConcern;
import org.havenward.concern.Outcome;
import org.havenward.concern.Triage;
import org.havenward.demo.DemoPeople.Place;
import org.havenward.demo.Story.Suits;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StaffId;
import org.havenward.district.Student;
import org.havenward.platform.Job;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Lives the stories through: plans who does what when, sorts it by time, and then does each thing through the room's own
 * door with the clock at its time. So everything a real district would have is there: audit, deadlines, escalation, notices.
 */
@Component
@ConditionalOnProperty(name = "havenward.demo", havingValue = "true")
class DemoYear {
    private static final Duration TICK = Duration.ofMinutes(30);
    private static final Set<String> ESCALATIONS = Set.of("concern-escalation", "mandate-reminders");

    private final DemoPeople people;
    private final DemoClock clock;
    private final SchoolCalendar calendar;
    private final Concerns concerns;
    private final ConcernReading reading;
    private final Triage triage;
    private final CaseLife life;
    private final CaseJudgments judgments;
    private final CaseNotes notes;
    private final CaseTasks tasks;
    private final CaseTeam team;
    private final CaseReading cases;
    private final DemoEngagement engagement;
    private final DemoSteps steps;
    private final DemoReports reports;
    private final List<Job> jobs;

    private final List<Deed> deeds = new ArrayList<>();
    private final Map<String, Telling> tellings = new HashMap<>();
    private final Map<LocalDate, Boolean> schoolDays = new HashMap<>();
    private Instant now = Instant.EPOCH;

    @SuppressWarnings("TooManyParameters")
    DemoYear(
            DemoPeople people,
            DemoClock clock,
            SchoolCalendar calendar,
            Concerns concerns,
            ConcernReading reading,
            Triage triage,
            CaseLife life,
            CaseJudgments judgments,
            CaseNotes notes,
            CaseTasks tasks,
            CaseTeam team,
            CaseReading cases,
            DemoEngagement engagement,
            DemoSteps steps,
            DemoReports reports,
            List<Job> jobs) {
        this.people = people;
        this.clock = clock;
        this.calendar = calendar;
        this.concerns = concerns;
        this.reading = reading;
        this.triage = triage;
        this.life = life;
        this.judgments = judgments;
        this.notes = notes;
        this.tasks = tasks;
        this.team = team;
        this.cases = cases;
        this.engagement = engagement;
        this.steps = steps;
        this.reports = reports;
        this.jobs = jobs;
    }

    private record Deed(Instant at, String what, Runnable work) {}

    /** One story with its people, while it is lived through. */
    private static final class Telling {
        final Story story;
        final Place school;
        final @Nullable Student student;
        final StaffId reporter;
        final StaffId counselor;
        final StaffId backup;
        Instant raisedAt = Instant.EPOCH;
        Instant openedAt = Instant.EPOCH;
        LocalDate opened = LocalDate.EPOCH;

        @Nullable
        ConcernId concern;

        @Nullable
        CaseId file;

        final Set<StaffId> members = new HashSet<>();

        Telling(
                Story story,
                Place school,
                @Nullable Student student,
                StaffId reporter,
                StaffId counselor,
                StaffId backup) {
            this.story = story;
            this.school = school;
            this.student = student;
            this.reporter = reporter;
            this.counselor = counselor;
            this.backup = backup;
        }

        ConcernId concern() {
            return java.util.Objects.requireNonNull(concern);
        }

        CaseId file() {
            return java.util.Objects.requireNonNull(file);
        }

        String in(String text) {
            return text.strip()
                    .replace("{student}", student == null ? "the student" : student.name())
                    .replace("{school}", school.name());
        }
    }

    /** How much there is to do; each goes through {@link #live}. */
    int plan(List<Story> stories) {
        now = clock.real();
        var number = new HashMap<Suits, Integer>();
        for (var story : stories) {
            if (story.suits() != Suits.JOINED) {
                plan(telling(story, null), number.merge(story.suits(), 1, Integer::sum) - 1);
            }
        }
        for (var story : stories) {
            var joins = story.joins();
            if (story.suits() == Suits.JOINED && joins != null) {
                var other = java.util.Objects.requireNonNull(tellings.get(joins));
                planJoined(telling(story, other), other);
            }
        }
        for (var at = now.minus(Duration.ofDays(6)); at.isBefore(now); at = at.plus(TICK)) {
            deed(at, "escalation", this::escalate);
        }
        deeds.sort(Comparator.comparing(Deed::at));
        return deeds.size();
    }

    /** Does all that was planned, in its order. */
    void live(BiConsumer<Integer, Instant> progress) {
        int done = 0;
        for (var deed : deeds) {
            clock.setTo(deed.at());
            try {
                deed.work().run();
            } catch (RuntimeException problem) {
                throw new IllegalStateException("The story cannot go on at \"" + deed.what() + "\"", problem);
            }
            progress.accept(++done, deed.at());
        }
    }

    private void escalate() {
        jobs.stream().filter(job -> ESCALATIONS.contains(job.name())).forEach(Job::run);
    }

    private Telling telling(Story story, @Nullable Telling other) {
        var school = other == null ? school(story) : other.school;
        var student = other == null
                ? story.studentUnknown() == null
                        ? people.student(story, school, LocalDate.ofInstant(now, zone()))
                        : null
                : other.student;
        var counselors = people.who(school.id(), "counselor");
        var reporter = people.next(school.id(), story.raisedBy());
        while (reporter.equals(counselors.get(0)) || reporter.equals(counselors.get(1))) {
            reporter = people.next(school.id(), "teacher");
        }
        people.account(reporter);
        var telling = new Telling(story, school, student, reporter, counselors.get(0), counselors.get(1));
        tellings.put(story.key(), telling);
        return telling;
    }

    private int turn;

    /** What happens now happens where a visitor can play the people; the rest goes round all schools that have the grades. */
    private Place school(Story story) {
        var grades = DemoPeople.grades(story);
        var fitting = people.schools().stream()
                .filter(place -> place.grades().stream().anyMatch(grades::contains))
                .toList();
        var played = fitting.stream()
                .filter(place -> place.name().startsWith("Ocotillo")
                        || place.name().startsWith("San Tom")
                        || place.name().startsWith("Cottonwood"))
                .toList();
        var current = switch (story.suits()) {
            case WAITING, LATE, SUSPICION, CONFIRMED, REOPENED -> true;
            case ACKNOWLEDGED, MORE_ASKED, RECOVERY -> turn % 2 == 0;
            case ROUTED, JOINED, CLOSED -> false;
        };
        var choice = current && !played.isEmpty() ? played : fitting;
        return choice.get(turn++ % choice.size());
    }

    private void plan(Telling told, int number) {
        switch (told.story.suits()) {
            case WAITING ->
                raise(
                        told,
                        told.story.urgent()
                                ? now.minus(minutes(6 + 7L * number % 15))
                                : schoolTimeAgo(12 + 14L * number % 90));
            case LATE -> raise(told, at(schoolDayBack(now, 2 + number), LocalTime.of(9, 20 + 5 * number)));
            case ACKNOWLEDGED -> {
                raise(told, at(schoolDayBack(now, 2 + number), seen(told)));
                acknowledge(told, told.raisedAt.plus(minutes(25 + number)));
                if (number == 0) {
                    exclude(told, told.raisedAt.plus(minutes(40)));
                }
                addition(told);
            }
            case MORE_ASKED -> {
                raise(told, at(schoolDayBack(now, 3 + number), seen(told)));
                acknowledge(told, told.raisedAt.plus(minutes(30)));
                var question = told.story.question();
                if (question != null) {
                    decide(told, told.raisedAt.plus(minutes(50)), new Outcome.AskMore(told.in(question)));
                }
                addition(told);
            }
            case ROUTED -> {
                raise(told, at(schoolDayBack(now, 6 + 15 * number), seen(told)));
                acknowledge(told, told.raisedAt.plus(minutes(30 + number)));
                route(told);
            }
            case JOINED -> throw new IllegalStateException("Joined stories are planned with the one they join");
            case SUSPICION -> caseStory(told, 3 + 3 * number);
            case CONFIRMED -> caseStory(told, 4 + 8 * number);
            case RECOVERY -> caseStory(told, 12 + 20 * number);
            case CLOSED -> caseStory(told, 25 + 35 * number);
            case REOPENED -> caseStory(told, 5 + 9 * number);
        }
    }

    private void planJoined(Telling told, Telling other) {
        var days = Math.max(1, Math.min(8, Duration.between(other.openedAt, now).toDays() / 3));
        var day = schoolDayOn(other.opened.plusDays(days));
        var time = at(day, seen(told));
        var latest = now.minus(Duration.ofHours(3));
        raise(told, time.isAfter(latest) ? latest : time);
        acknowledge(told, told.raisedAt.plus(minutes(20)));
        deed(
                told.raisedAt.plus(minutes(45)),
                told.story.key() + " joins",
                () -> triage.decide(
                        people.as(told.counselor),
                        told.concern(),
                        new Outcome.JoinCase(other.file().value()),
                        null,
                        key(told, "join")));
        report(reports.joined(reported(told, told.raisedAt.plus(minutes(45)), other)));
    }

    /** @param daysLeft how many days before now the story's last entry lies */
    private void caseStory(Telling told, int daysLeft) {
        var story = told.story;
        int length = 0;
        for (var note : story.allNotes()) {
            length = Math.max(length, note.day());
        }
        for (var task : story.allTasks()) {
            length = Math.max(length, task.done() ? task.day() + task.dueInDays() : task.day());
        }
        if (story.closing() != null) {
            length += 4;
        }
        var day = schoolDayBack(now.minus(Duration.ofDays(length + daysLeft)), 0);
        raise(told, at(day, seen(told)));
        acknowledge(told, told.raisedAt.plus(minutes(22)));
        told.openedAt = told.raisedAt.plus(minutes(48));
        told.opened = told.openedAt.atZone(zone()).toLocalDate();
        deed(told.openedAt, story.key() + " opens", () -> {
            var viewer = people.as(told.counselor);
            reading.earlier(viewer, told.concern());
            triage.decide(viewer, told.concern(), new Outcome.OpenCase(true), null, key(told, "open"));
            told.file = reading.caseOf(viewer, told.concern())
                    .map(summary -> new CaseId(summary.id()))
                    .orElseThrow();
        });
        reports.of(reported(told, told.openedAt, told)).forEach(this::report);
        for (int number = 0; number < story.allNotes().size(); number++) {
            note(told, story.allNotes().get(number), number);
        }
        for (int number = 0; number < story.allTasks().size(); number++) {
            task(told, story.allTasks().get(number), number);
        }
        states(told, length);
        engagement
                .of(story.key())
                .forEach(act -> deed(
                        onDay(told, act.day(), act.minutes()),
                        story.key() + " " + act.doing() + " " + act.day(),
                        () -> engagement.live(act, people.as(told.counselor), told.file(), clock.instant())));
        deed(
                now.minus(Duration.ofHours(20)).minus(minutes(told.members.size())),
                story.key() + " is read",
                () -> cases.open(people.as(told.counselor), told.file(), null, null, 50));
    }

    private static DemoReports.Reported reported(Telling told, Instant openedAt, Telling of) {
        return new DemoReports.Reported(
                told.story.key(), told.story.suits(), told.reporter, told.counselor, told.raisedAt, openedAt, of::file);
    }

    private void report(DemoReports.Done done) {
        deed(earlier(done.at()), done.what(), done.work());
    }

    private void note(Telling told, Story.Note note, int number) {
        var by = member(told, note.by());
        var when = onDay(told, note.day(), 20 + 17 * number);
        deed(when, told.story.key() + " note " + number, () -> {
            join(told, by, note.by());
            cases.open(people.as(by), told.file(), null, null, 50);
            notes.add(people.as(by), told.file(), told.in(note.text()), key(told, "note" + number));
        });
    }

    private void task(Telling told, Story.Task task, int number) {
        var owner = member(told, task.owner());
        var given = onDay(told, task.day(), 95 + 6 * number);
        var id = new UUID[1];
        deed(given, told.story.key() + " task " + number, () -> {
            join(told, owner, task.owner());
            var due = LocalDate.ofInstant(given, zone()).plusDays(task.dueInDays());
            id[0] = tasks.add(
                    people.as(told.counselor),
                    told.file(),
                    told.in(task.text()),
                    owner,
                    due,
                    key(told, "task" + number));
        });
        if (task.done()) {
            var done = onDay(told, task.day() + task.dueInDays(), 200 + 9 * number);
            deed(
                    done,
                    told.story.key() + " task done " + number,
                    () -> tasks.complete(
                            people.as(owner),
                            told.file(),
                            java.util.Objects.requireNonNull(id[0]),
                            "",
                            key(told, "done" + number)));
        }
    }

    private void states(Telling told, int length) {
        var story = told.story;
        var last =
                story.allNotes().isEmpty() ? length : story.allNotes().getLast().day();
        var before = story.allNotes().size() < 2
                ? last
                : story.allNotes().get(story.allNotes().size() - 2).day();
        switch (story.suits()) {
            case SUSPICION -> {}
            case CONFIRMED -> confirm(told, onDay(told, before, 130));
            case RECOVERY -> {
                confirm(told, onDay(told, Math.min(6, before), 130));
                recover(told, onDay(told, before, 140));
            }
            case CLOSED -> {
                if (!story.key().contains("not-trafficking")) {
                    confirm(told, onDay(told, Math.min(8, before), 130));
                    recover(told, onDay(told, before, 140));
                }
                close(told, onDay(told, length, 300));
            }
            case REOPENED -> {
                confirm(told, onDay(told, Math.min(4, before), 130));
                recover(told, onDay(told, (before + 1) / 2 + 4, 140));
                close(told, onDay(told, before + 5, 300));
                deed(
                        onDay(told, last, 5),
                        story.key() + " reopens",
                        () -> life.reopen(
                                people.as(told.counselor),
                                told.file(),
                                new Judgment(told.in(String.valueOf(story.reopening()))),
                                key(told, "reopen")));
            }
            case WAITING, LATE, ACKNOWLEDGED, MORE_ASKED, ROUTED, JOINED ->
                throw new IllegalStateException("Not a case: " + story.key());
        }
    }

    private void confirm(Telling told, Instant when) {
        deed(
                when,
                told.story.key() + " is confirmed",
                () -> judgments.onConfirmation(
                        people.as(told.counselor),
                        told.file(),
                        CaseStatus.SUSPICION,
                        Conclusion.CONFIRMED,
                        DemoEngagement.basis(told.story.key()),
                        "What the student told, and what our partners know, leave no reasonable doubt. They get the"
                                + " full response from today on, at their own pace.",
                        "",
                        key(told, "confirm")));
    }

    private void recover(Telling told, Instant when) {
        deed(
                when,
                told.story.key() + " begins recovery",
                () -> life.move(
                        people.as(told.counselor),
                        told.file(),
                        CaseStatus.CONFIRMED,
                        CaseStatus.RECOVERY,
                        new Judgment(
                                "The danger has passed for now. The student wants to go on with school and with the people"
                                        + " they trust. We stay."),
                        key(told, "recover")));
    }

    private void close(Telling told, Instant when) {
        var words = told.in(String.valueOf(told.story.closing()));
        var kind = told.story.key().contains("moved")
                ? org.havenward.casework.Outcome.Kind.MOVED_ON
                : told.story.key().contains("graduated")
                        ? org.havenward.casework.Outcome.Kind.GRADUATED
                        : told.story.key().contains("not-trafficking")
                                ? org.havenward.casework.Outcome.Kind.OTHER_SUPPORT_FITS
                                : org.havenward.casework.Outcome.Kind.SUPPORT_IN_PLACE;
        deed(
                when.minus(Duration.ofMinutes(30)),
                told.story.key() + " is ready to close",
                () -> steps.finish(people.as(told.counselor), told.file(), key(told, "finish")));
        deed(
                when,
                told.story.key() + " closes",
                () -> life.close(
                        people.as(told.counselor),
                        told.file(),
                        new org.havenward.casework.Outcome(kind, words, true),
                        key(told, "close")));
    }

    private void raise(Telling told, Instant when) {
        told.raisedAt = when;
        var story = told.story;
        deed(when, story.key() + " is raised", () -> {
            var observed = at(
                    when.atZone(zone()).toLocalDate().minusDays(story.seen().daysBefore()),
                    LocalTime.parse(story.seen().at()));
            var latest = when.minus(minutes(4));
            var named = new HashSet<StaffId>();
            var names = story.names();
            if (names != null) {
                var involved = people.next(told.school.id(), names);
                named.add(involved.equals(told.reporter) ? people.next(told.school.id(), names) : involved);
            }
            told.concern = concerns.raise(
                            people.as(told.reporter),
                            new NewConcern(
                                    told.school.id(),
                                    told.student == null ? null : told.student.id(),
                                    told.student == null ? story.studentUnknown() : null,
                                    told.in(story.narrative()),
                                    observed.isAfter(latest) ? latest : observed,
                                    story.where(),
                                    story.indicators(),
                                    story.urgent(),
                                    named,
                                    null),
                            key(told, "raise"))
                    .id();
        });
    }

    private void acknowledge(Telling told, Instant when) {
        // Now and then the backup is faster.
        var by = Math.floorMod(told.story.key().hashCode(), 5) == 0
                        && !told.story.suits().isCase()
                ? told.backup
                : told.counselor;
        deed(when, told.story.key() + " is acknowledged", () -> {
            reading.open(people.as(by), told.concern());
            triage.acknowledge(people.as(by), told.concern(), key(told, "acknowledge"));
        });
    }

    private void exclude(Telling told, Instant when) {
        var principal = people.who(told.school.id(), "principal").getFirst();
        deed(
                when,
                told.story.key() + " keeps the principal out",
                () -> triage.exclude(people.as(told.counselor), told.concern(), principal, key(told, "exclude")));
    }

    private void addition(Telling told) {
        var addition = told.story.addition();
        if (addition == null) {
            return;
        }
        var day = schoolDayOn(told.raisedAt.atZone(zone()).toLocalDate().plusDays(addition.daysAfter()));
        deed(
                earlier(at(day, LocalTime.of(12, 10))),
                told.story.key() + " addition",
                () -> concerns.add(
                        people.as(told.reporter),
                        told.concern(),
                        new Concerns.Addition(told.in(addition.text()), false, false),
                        key(told, "add")));
    }

    private void route(Telling told) {
        var ending = told.story.outcome();
        if (ending == null) {
            return;
        }
        var to = ending.to() == null ? "" : ending.to();
        decide(
                told,
                at(schoolDayOn(told.raisedAt.atZone(zone()).toLocalDate().plusDays(1)), LocalTime.of(13, 15)),
                new Outcome.RouteElsewhere(routeOf(to), (to.isEmpty() ? "" : to + ": ") + told.in(ending.reason())));
    }

    private static Outcome.Route routeOf(String to) {
        var words = to.toLowerCase(Locale.ROOT);
        if (words.contains("mckinney")) {
            return Outcome.Route.HOUSING_SUPPORT;
        }
        if (words.contains("child protection")) {
            return Outcome.Route.CHILD_PROTECTION;
        }
        if (words.contains("police")) {
            return Outcome.Route.LAW_ENFORCEMENT;
        }
        if (words.contains("nurse") || words.contains("clinic") || words.contains("psychologist")) {
            return Outcome.Route.HEALTH;
        }
        if (words.contains("attendance") || words.contains("principal") || words.contains("permit")) {
            return Outcome.Route.SCHOOL_ADMINISTRATION;
        }
        return Outcome.Route.STUDENT_SUPPORT;
    }

    private void decide(Telling told, Instant when, Outcome outcome) {
        deed(
                when,
                told.story.key() + " is decided",
                () -> triage.decide(people.as(told.counselor), told.concern(), outcome, null, key(told, "decide")));
    }

    private StaffId member(Telling told, String who) {
        return switch (who) {
            case "counselor" -> told.counselor;
            case "backup" -> told.backup;
            case "coordinator" ->
                people.who(people.office().id(), "district coordinator").getFirst();
            default -> people.who(told.school.id(), who).getFirst();
        };
    }

    private void join(Telling told, StaffId who, String as) {
        if (who.equals(told.counselor) || !told.members.add(who)) {
            return;
        }
        var role = switch (as) {
            case "backup" -> CaseRole.COUNSELOR;
            case "coordinator" -> CaseRole.COORDINATOR;
            case "nurse" -> CaseRole.NURSE;
            case "attendance officer" -> CaseRole.ATTENDANCE_OFFICER;
            case "assistant principal" -> CaseRole.ADMINISTRATOR;
            case "social worker" -> CaseRole.SOCIAL_WORKER;
            default -> CaseRole.TEAM_MEMBER;
        };
        Viewer lead = people.as(told.counselor);
        team.add(lead, told.file(), who, role, key(told, "team" + told.members.size()));
    }

    /** A moment of a case's day, never before the case is open nor after the present. */
    private Instant onDay(Telling told, int day, int minutesIn) {
        var date = schoolDayOn(told.opened.plusDays(day));
        var when = day == 0
                ? told.openedAt.plus(minutes(minutesIn))
                : at(date, LocalTime.of(8, 30)).plus(minutes(minutesIn));
        return earlier(when);
    }

    private Instant earlier(Instant when) {
        var latest = now.minus(minutes(30));
        return when.isAfter(latest) ? latest : when;
    }

    private void deed(Instant at, String what, Runnable work) {
        deeds.add(new Deed(at, what, work));
    }

    private static String key(Telling told, String verb) {
        return "demo/" + told.story.key() + "/" + verb;
    }

    /** When the person tells: soon after they saw it, where that was the same day. */
    private static LocalTime seen(Telling told) {
        var seen = LocalTime.parse(told.story.seen().at());
        return told.story.seen().daysBefore() > 0 ? LocalTime.of(8, 40) : seen.plusMinutes(20);
    }

    private ZoneId zone() {
        return calendar.zone();
    }

    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone()).toInstant();
    }

    private static Duration minutes(long count) {
        return Duration.ofMinutes(count);
    }

    private boolean isSchoolDay(LocalDate day) {
        return schoolDays.computeIfAbsent(
                day,
                one -> !calendar.between(at(one, LocalTime.MIN), at(one.plusDays(1), LocalTime.MIN))
                        .isZero());
    }

    private LocalDate schoolDayOn(LocalDate day) {
        var on = day;
        while (!isSchoolDay(on)) {
            on = on.plusDays(1);
        }
        return on;
    }

    /** So many school days before a moment's day; that day itself, or the last one before it, for none. */
    private LocalDate schoolDayBack(Instant from, int count) {
        var day = from.atZone(zone()).toLocalDate();
        var left = count;
        while (left > 0 || !isSchoolDay(day)) {
            if (isSchoolDay(day)) {
                left--;
            }
            day = day.minusDays(1);
        }
        return day;
    }

    /** The last moment in school time from which so many minutes of school time have passed. */
    private Instant schoolTimeAgo(long count) {
        var at = now.minus(minutes(10));
        while (calendar.between(at, now).compareTo(minutes(count)) < 0) {
            at = at.minus(minutes(10));
        }
        return at;
    }
}
