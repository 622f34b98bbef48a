package org.havenward.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.DemoRoster;
import org.havenward.district.Districts;
import org.havenward.district.Rosters;
import org.havenward.district.SchoolCalendar;
import org.havenward.notice.Notices;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Ids;
import org.havenward.platform.Job;
import org.havenward.platform.Settings;
import org.havenward.platform.StartupException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the fictional district where there is none, before the pages and the jobs begin, and prints who can sign in. */
@Component
@ConditionalOnProperty(name = "havenward.demo", havingValue = "true")
class Demo implements SmartLifecycle {
    static final String NAME = "Sonora Ridge Unified School District";
    private static final long SEED = 20_260_817;
    private static final Duration READ_BEFORE = Duration.ofDays(4);

    private final Districts districts;
    private final Rosters rosters;
    private final SchoolCalendar calendar;
    private final DemoPeople people;
    private final DemoSignIns signIns;
    private final DemoYear year;
    private final DemoGuards guards;
    private final DemoTraces traces;
    private final DemoCampus campus;
    private final DemoProtocols protocols;
    private final DemoVoice voice;
    private final DemoClock clock;
    private final Notices notices;
    private final Audit audit;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final List<Job> jobs;
    private final Settings settings;
    private final Environment environment;
    private final PrintStream out =
            new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    private volatile boolean running;

    @SuppressWarnings("TooManyParameters")
    Demo(
            Districts districts,
            Rosters rosters,
            SchoolCalendar calendar,
            DemoPeople people,
            DemoSignIns signIns,
            DemoYear year,
            DemoGuards guards,
            DemoTraces traces,
            DemoCampus campus,
            DemoProtocols protocols,
            DemoVoice voice,
            DemoClock clock,
            Notices notices,
            Audit audit,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            List<Job> jobs,
            Settings settings,
            Environment environment) {
        this.districts = districts;
        this.rosters = rosters;
        this.calendar = calendar;
        this.people = people;
        this.signIns = signIns;
        this.year = year;
        this.guards = guards;
        this.traces = traces;
        this.campus = campus;
        this.protocols = protocols;
        this.voice = voice;
        this.clock = clock;
        this.notices = notices;
        this.audit = audit;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.jobs = jobs;
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public void start() {
        running = true;
        if (!districts.all().isEmpty()) {
            if (!signIns.exist()) {
                throw new StartupException("The demo in " + settings.data()
                        + " is not whole: making it was broken off, or the folder holds a real district. Delete the folder,"
                        + " or name another with --data.");
            }
            return;
        }
        var start = System.nanoTime();
        say("Making the fictional district. This is done once and takes up to a minute.");
        try {
            var district = districts.create(NAME, "AZ", "America/Phoenix").id();
            DistrictScope.run(district, () -> make(district));
            signIns.write();
        } finally {
            clock.release();
        }
        say("Done in " + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " seconds.");
    }

    private void make(DistrictId district) {
        var zone = ZoneId.of("America/Phoenix");
        var begins = clock.real().minus(Duration.ofDays(400)).atZone(zone).toLocalDate();
        clock.setTo(begins.atTime(7, 0).atZone(zone).toInstant());
        calendar.addNoSchoolDays(DemoRoster.noSchoolDays());
        say("  roster: 12 schools, 8,000 students, 900 staff");
        transaction.executeWithoutResult(status -> importRoster(district));
        say("  people who sign in, and their roles");
        transaction.executeWithoutResult(status -> {
            people.meet();
            signIns.open();
        });
        var planned = new int[1];
        transaction.executeWithoutResult(status -> planned[0] = year.plan(Story.all()));
        var last = new int[1];
        year.live((done, at) -> {
            int percent = 100 * done / planned[0];
            if (percent >= last[0] + 20) {
                last[0] = percent;
                say("  a school year of concerns and cases: " + percent + " %");
            }
        });
        guards.live();
        traces.live();
        campus.live();
        protocols.live();
        say("  what students and families tell, in ten languages");
        voice.live();
        settle();
    }

    private void importRoster(DistrictId district) {
        try {
            var folder = Files.createTempDirectory("havenward-demo-roster");
            try {
                DemoRoster.write(folder, SEED);
                var report = rosters.apply(folder, new Rosters.Options(false, false), Rosters.Progress.NONE);
                if (!report.accepted()) {
                    throw new IllegalStateException("The demo's own roster was not accepted: " + report.problems());
                }
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        audit.logSystem(
                Action.IMPORTED, new RecordRef(RecordKind.SCHOOL, district.value(), null), null, Purpose.SYSTEM);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Waits until every notice is out, has the older ones read, and seals the log. */
    private void settle() {
        for (int tries = 0; tries < 300 && undelivered() > 0; tries++) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        clock.setTo(clock.real().minus(READ_BEFORE));
        transaction.executeWithoutResult(status -> jdbc.sql("select distinct person from notice")
                .query(UUID.class)
                .list()
                .forEach(person -> notices.readAll(
                        people.as(new org.havenward.district.StaffId(person)),
                        Ids.next().toString())));
        clock.release();
        transaction.executeWithoutResult(status -> signIns.set());
        jobs.stream().filter(job -> job.name().equals("casework-break-glass")).forEach(Job::run);
        jobs.stream().filter(job -> job.name().equals("audit-seal")).forEach(Job::run);
    }

    private long undelivered() {
        return jdbc.sql("select count(*) from event_publication where completion_date is null")
                .query(Long.class)
                .single();
    }

    @EventListener
    void on(ApplicationReadyEvent event) {
        var port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        say("");
        say(signIns.table());
        say("Everyone here is fictional, and these passwords are known to all: never keep real data in this folder.");
        say("Havenward is at http://localhost:" + port);
    }

    private void say(String line) {
        out.println(line);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server (which begins late) and the jobs (which begin last). */
    @Override
    public int getPhase() {
        return 0;
    }
}
