package org.havenward.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.ADMIN_KIM;
import static org.havenward.Person.BACKUP_LIN;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.PRINCIPAL_REED;
import static org.havenward.Person.TEACHER;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.access.Accounts;
import org.havenward.access.Gate;
import org.havenward.access.RecordRef;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.access.Standing;
import org.havenward.casework.CaseClosed;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseReopened;
import org.havenward.casework.LeadChanged;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernDoor;
import org.havenward.concern.ConcernId;
import org.havenward.concern.Concerns;
import org.havenward.concern.NewConcern;
import org.havenward.district.Districts;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Ids;
import org.havenward.web.Messages;
import org.havenward.web.SiteAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is told, and how; with mail servers that work, refuse, dawdle, or are not there. */
class NoticeTest extends House {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Autowired
    private NoticeRows rows;

    @Autowired
    private MailRows mails;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Notices notices;

    @Autowired
    private Messages messages;

    @Autowired
    private Gate gate;

    @Autowired
    private ConcernDoor concernDoor;

    @Autowired
    private CaseDesk desk;

    @Autowired
    private Accounts accounts;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private Concerns concerns;

    @Autowired
    private Districts districts;

    @Autowired
    private TransactionTemplate transaction;

    @AfterEach
    void now() {
        clock.back();
        town().in(() -> database.sql("update mail_outbox set state = 'DROPPED' where state <> 'DROPPED'")
                .update());
    }

    @Test
    void a_raised_concern_reaches_the_counselor_and_neither_the_principal_nor_the_backup() throws InterruptedException {
        var concern = raise(Set.of());
        assertThat(waitFor(COUNSELOR_ORTIZ, "/triage/" + concern)).isTrue();
        assertThat(paths(PRINCIPAL_REED)).doesNotContain("/triage/" + concern);
        assertThat(paths(BACKUP_LIN)).doesNotContain("/triage/" + concern);
    }

    @Test
    void a_concern_that_names_the_counselor_goes_to_the_backup_and_not_to_her() throws InterruptedException {
        var concern = raise(Set.of(COUNSELOR_ORTIZ));
        assertThat(waitFor(BACKUP_LIN, "/triage/" + concern)).isTrue();
        assertThat(paths(COUNSELOR_ORTIZ)).doesNotContain("/triage/" + concern);
    }

    @Test
    void an_event_delivered_twice_is_one_notice_also_after_it_was_read() {
        var path = tell(COUNSELOR_ORTIZ, postman(1));
        tellAgain(COUNSELOR_ORTIZ, path);
        as(COUNSELOR_ORTIZ).get("/notices");
        town().in(() -> {
            rows.readAll(town().staff(COUNSELOR_ORTIZ), clock.instant());
            return true;
        });
        tellAgain(COUNSELOR_ORTIZ, path);
        assertThat(paths(COUNSELOR_ORTIZ).stream().filter(path::equals)).hasSize(1);
    }

    @Test
    void the_mail_says_that_something_waits_and_nothing_else() throws MessagingException, IOException {
        var server = mailServer();
        try {
            tell(COUNSELOR_ORTIZ, postman(server.getSmtp().getPort()));
            send(postman(server.getSmtp().getPort()));
            var mail = received(server, COUNSELOR_ORTIZ).getFirst();
            assertThat(mail.getSubject()).isEqualTo("Something waits for you in Havenward");
            assertThat(mail.getContent().toString())
                    .contains("https://havenward.example.org/notices")
                    .doesNotContainIgnoringCase("concern")
                    .doesNotContainIgnoringCase("case")
                    .doesNotContain("Maya", "Rivera", "Quay");
        } finally {
            server.stop();
        }
    }

    @Test
    void who_is_excluded_between_the_event_and_the_sending_gets_no_mail_and_sees_no_notice() {
        var server = mailServer();
        try {
            var postman = postman(server.getSmtp().getPort());
            var concern = UUID.randomUUID();
            var ref = RecordRef.concern(concern, town().school(Person.School.QUAY));
            new Telling(rows, mails, postman, gate, concernDoor, transaction, clock)
                    .tell(
                            town().district(),
                            "Raised/" + concern,
                            NoticeKind.CONCERN_RAISED,
                            ref,
                            "/triage/" + concern,
                            () -> Set.of(town().staff(TEACHER)));
            assertThat(paths(TEACHER)).contains("/triage/" + concern);
            var teacher = town().viewer(TEACHER);
            var kept = town().in(() -> notices.inbox(teacher, false, null, 1))
                    .getFirst()
                    .id();
            town().in(() -> {
                gate.exclude(ref, town().staff(TEACHER), town().staff(COUNSELOR_ORTIZ));
                return true;
            });
            send(postman);
            assertThat(received(server, TEACHER)).isEmpty();
            assertThat(paths(TEACHER)).doesNotContain("/triage/" + concern);
            assertThat(as(TEACHER).get("/notices").body()).doesNotContain(concern.toString());
            assertThat(as(TEACHER)
                            .post(
                                    "/notices/" + kept,
                                    Map.of("onceKey", UUID.randomUUID().toString()))
                            .headers()
                            .firstValue("Location")
                            .orElse(""))
                    .as("nor does reading it say where it led")
                    .endsWith("/notices");
        } finally {
            server.stop();
        }
    }

    @Test
    void a_server_that_is_down_is_tried_again_until_it_is_up() {
        var server = mailServer();
        var port = server.getSmtp().getPort();
        server.stop();
        tell(BACKUP_LIN, postman(port));
        send(postman(port));
        assertThat(stuck()).extracting(Notices.StuckMail::problem).containsExactly("UNREACHABLE");
        clock.forward(Duration.ofMinutes(40));
        assertThat(job(postman(port)).check().well()).isFalse();
        var again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        again.start();
        try {
            send(postman(port));
            assertThat(received(again, BACKUP_LIN)).hasSize(1);
            assertThat(stuck()).isEmpty();
            assertThat(job(postman(port)).check().well()).isTrue();
        } finally {
            again.stop();
        }
    }

    @Test
    void a_refused_recipient_is_shown_to_the_administrator_who_can_try_again_or_let_it_go() throws Exception {
        try (var server = new RefusingServer()) {
            tell(COORDINATOR_HALE, postman(server.port()));
            send(postman(server.port()));
            assertThat(stuck()).hasSize(1);
            assertThat(stuck().getFirst().givenUp()).isTrue();
            assertThat(stuck().getFirst().problem()).isEqualTo("REFUSED");
            var page = as(ADMIN_KIM).get("/notices/mail");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("Ruth Hale");
            assertThat(as(ADMIN_KIM)
                            .post("/notices/mail/" + stuck().getFirst().id(), Map.of("drop", "yes"))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(stuck()).isEmpty();
        }
    }

    @Test
    void an_address_that_bounces_is_said_and_does_not_make_the_house_unwell() throws Exception {
        try (var server = new RefusingServer()) {
            tell(COORDINATOR_HALE, postman(server.port()));
            send(postman(server.port()));
            assertThat(stuck().getFirst().givenUp()).isTrue();
            var health = job(postman(server.port())).check();
            assertThat(health.well()).isTrue();
            assertThat(health.word()).contains("1 e-mail");
            // When it is everyone's, it is not the addresses.
            tell(BACKUP_LIN, postman(server.port()));
            tell(COUNSELOR_ORTIZ, postman(server.port()));
            send(postman(server.port()));
            assertThat(job(postman(server.port())).check().well()).isFalse();
        }
    }

    @Test
    void one_districts_trouble_does_not_keep_the_others_mail_waiting() {
        var server = mailServer();
        try {
            var postman = postman(server.getSmtp().getPort());
            tell(BACKUP_LIN, postman);
            new MailJob(withBrokenFirst(), outbox, postman, clock).run();
            assertThat(received(server, BACKUP_LIN)).hasSize(1);
        } finally {
            server.stop();
        }
    }

    /** The districts, and before them one that is not in the database, where everything fails. */
    private Districts withBrokenFirst() {
        return new Districts() {
            @Override
            public List<District> all() {
                var all = new java.util.ArrayList<District>();
                all.add(new District(
                        new org.havenward.platform.DistrictId(UUID.randomUUID()), "Broken", "AZ", "UTC", 60));
                all.addAll(districts.all());
                return all;
            }

            @Override
            public java.util.Optional<District> find(String idOrName) {
                return districts.find(idOrName);
            }

            @Override
            public District create(String name, String state, String zone) {
                return districts.create(name, state, zone);
            }

            @Override
            public District current() {
                return districts.current();
            }
        };
    }

    @Test
    void a_server_that_does_not_answer_holds_nobody_up() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            tell(BACKUP_LIN, postman(silent.getLocalPort()));
            var start = System.nanoTime();
            send(postman(silent.getLocalPort()));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            assertThat(stuck()).extracting(Notices.StuckMail::problem).containsExactly("TOO_SLOW");
        }
    }

    @Test
    void a_mail_whose_sender_was_killed_is_sent_by_the_next_one() {
        var server = mailServer();
        try {
            var postman = postman(server.getSmtp().getPort());
            tell(BACKUP_LIN, postman);
            var taken = DistrictScope.call(town().district(), outbox::take);
            assertThat(taken).hasSize(1);
            send(postman);
            assertThat(received(server, BACKUP_LIN)).as("another has it").isEmpty();
            clock.forward(Duration.ofMinutes(11));
            send(postman);
            assertThat(received(server, BACKUP_LIN)).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void a_digest_comes_once_a_day_at_its_time_and_urgent_notices_at_once() {
        var server = mailServer();
        try {
            var postman = postman(server.getSmtp().getPort());
            var local = clock.instant().atZone(ZoneId.of("America/Phoenix"));
            var midnight = local.toLocalDate().plusDays(1).atStartOfDay(local.getZone());
            clock.forward(Duration.between(local, midnight).plusMinutes(5));
            town().in(() -> {
                rows.prefer(town().staff(BACKUP_LIN), new Preference(Preference.Way.DIGEST, LocalTime.of(7, 0)));
                return true;
            });
            tell(BACKUP_LIN, postman);
            send(postman);
            assertThat(received(server, BACKUP_LIN)).isEmpty();
            clock.forward(Duration.ofHours(7));
            send(postman);
            send(postman);
            assertThat(received(server, BACKUP_LIN)).hasSize(1);
            tell(BACKUP_LIN, postman, NoticeKind.CONCERN_URGENT);
            send(postman);
            assertThat(received(server, BACKUP_LIN)).hasSize(2);
        } finally {
            server.stop();
            town().in(() -> {
                rows.prefer(town().staff(BACKUP_LIN), Preference.USUAL);
                return true;
            });
        }
    }

    @Test
    void the_inbox_is_read_marked_and_tuned_on_its_pages() {
        var path = tell(PRINCIPAL_REED, postman(1));
        var inbox = as(PRINCIPAL_REED).get("/notices");
        assertThat(inbox.statusCode()).isEqualTo(200);
        assertThat(inbox.body()).contains("A concern was raised at your school");
        var viewer = town().viewer(PRINCIPAL_REED);
        var id = town().in(() -> notices.inbox(viewer, true, null, 10)).stream()
                .filter(notice -> notice.path().equals(path))
                .findFirst()
                .orElseThrow()
                .id();
        var opened = as(PRINCIPAL_REED).post("/notices/" + id, Map.of());
        assertThat(opened.statusCode()).isEqualTo(303);
        assertThat(opened.headers().firstValue("location").orElse("")).endsWith(path);
        assertThat(town().in(() -> notices.inbox(viewer, true, null, 10)))
                .extracting(Notice::id)
                .doesNotContain(id);
        assertThat(as(PRINCIPAL_REED).get("/notices/preferences").statusCode()).isEqualTo(200);
        assertThat(as(PRINCIPAL_REED)
                        .post("/notices/preferences", Map.of("way", "sometimes", "digestAt", "noon"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(as(PRINCIPAL_REED)
                        .post("/notices/preferences", Map.of("way", "DIGEST", "digestAt", "08:00"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(as(PRINCIPAL_REED).get("/notices/mail").statusCode()).isEqualTo(403);
    }

    @Test
    void a_role_that_is_given_again_after_it_was_taken_is_told_of_again() throws InterruptedException {
        var teacher = town().staff(TEACHER).value();
        var role = new RoleAt(Role.RESPONSE_TEAM_MEMBER, town().school(Person.School.QUAY));
        for (var time = 1; time <= 2; time++) {
            var given = town().in(() -> accounts.give(null, town().staff(TEACHER), role, null, null));
            assertThat(waitFor(TEACHER, NoticeKind.ROLE_GIVEN, teacher, time)).isEqualTo(time);
            assertThat(waitFor(COORDINATOR_HALE, NoticeKind.ROLE_OPENS_CASES, teacher, time))
                    .isEqualTo(time);
            town().in(() -> {
                accounts.take(null, town().staff(TEACHER), given);
                return true;
            });
            assertThat(waitFor(TEACHER, NoticeKind.ROLE_TAKEN, teacher, time)).isEqualTo(time);
        }
    }

    @Test
    void who_leads_a_case_again_is_told_again_though_the_first_notice_was_not_read() throws InterruptedException {
        var file = aCase();
        for (var time = 1; time <= 2; time++) {
            hand(file, COUNSELOR_ORTIZ, BACKUP_LIN);
            assertThat(waitFor(BACKUP_LIN, NoticeKind.CASE_LEAD, file.value(), time))
                    .isEqualTo(time);
            hand(file, BACKUP_LIN, COUNSELOR_ORTIZ);
            assertThat(waitFor(BACKUP_LIN, NoticeKind.CASE_LED_BY_ANOTHER, file.value(), time))
                    .isEqualTo(time);
        }
    }

    @Test
    void a_case_that_is_closed_and_reopened_twice_is_told_of_each_time_though_nothing_was_read()
            throws InterruptedException {
        var file = aCase();
        var school = town().school(Person.School.QUAY);
        var lead = town().staff(COUNSELOR_ORTIZ);
        town().in(() -> {
            gate.admit(RecordRef.caseFile(file.value(), school), town().staff(BACKUP_LIN), Standing.TEAM);
            return true;
        });
        for (var time = 1; time <= 2; time++) {
            town().in(() -> {
                events.publishEvent(new CaseClosed(town().district(), file, school, lead, Ids.next()));
                return true;
            });
            assertThat(waitFor(BACKUP_LIN, NoticeKind.CASE_CLOSED, file.value(), time))
                    .isEqualTo(time);
            town().in(() -> {
                events.publishEvent(new CaseReopened(town().district(), file, school, lead, Ids.next()));
                return true;
            });
            assertThat(waitFor(BACKUP_LIN, NoticeKind.CASE_REOPENED, file.value(), time))
                    .isEqualTo(time);
        }
    }

    @Test
    void what_is_told_while_an_older_mail_is_just_being_dropped_gets_a_mail_of_its_own() {
        tell(COUNSELOR_ORTIZ, postman(1));
        town().in(() -> {
            rows.readAll(town().staff(COUNSELOR_ORTIZ), clock.instant());
            return true;
        });

        town().in(() -> {
            outbox.take(); // all was read: the mail is dropped, and nobody else sees that yet
            CompletableFuture.runAsync(() -> tell(COUNSELOR_ORTIZ, postman(1))).join();
            return true;
        });

        assertThat(town().in(() -> database.sql(
                                "select count(*) from mail_outbox where person = :person and state = 'WAITING'")
                        .param("person", town().staff(COUNSELOR_ORTIZ).value())
                        .query(Long.class)
                        .single()))
                .isEqualTo(1);
    }

    private CaseId aCase() {
        var ortiz = town().viewer(COUNSELOR_ORTIZ);
        return town().in(() -> new CaseId(desk.open(
                ortiz,
                new CaseDesk.Source(
                        new ConcernId(UUID.randomUUID()),
                        town().school(Person.School.QUAY),
                        town().leo(),
                        null,
                        town().staff(Person.BUS_DRIVER),
                        clock.instant()))));
    }

    private void hand(CaseId file, Person from, Person to) {
        town().in(() -> {
            events.publishEvent(new LeadChanged(
                    town().district(),
                    file,
                    town().school(Person.School.QUAY),
                    town().staff(from),
                    town().staff(to),
                    town().staff(COORDINATOR_HALE),
                    Ids.next()));
            return true;
        });
    }

    /** How many notices of a kind someone has about a record, or about themselves, as soon as there are so many. */
    private long waitFor(Person person, NoticeKind kind, UUID subject, long count) throws InterruptedException {
        long found = 0;
        for (int tries = 0; tries < 100 && found < count; tries++) {
            Thread.sleep(100);
            found = town().in(() -> database.sql("""
                            select count(*) from notice
                            where person = :person and kind = :kind and coalesce(subject, person) = :subject
                            """)
                    .param("person", town().staff(person).value())
                    .param("kind", kind.name())
                    .param("subject", subject)
                    .query(Long.class)
                    .single());
        }
        return found;
    }

    private UUID raise(Set<Person> named) {
        var said = new NewConcern(
                town().school(Person.School.QUAY),
                town().maya(),
                null,
                "Something that only this test knows.",
                clock.instant().minusSeconds(600),
                null,
                List.of(),
                false,
                named.stream().map(town()::staff).collect(java.util.stream.Collectors.toSet()),
                null);
        var viewer = town().viewer(BUS_DRIVER);
        return town().in(() ->
                concerns.raise(viewer, said, Ids.next().toString()).id().value());
    }

    private boolean waitFor(Person person, String path) throws InterruptedException {
        for (int tries = 0; tries < 100; tries++) {
            if (paths(person).contains(path)) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }

    private List<String> paths(Person person) {
        var viewer = town().viewer(person);
        return town().in(() -> notices.inbox(viewer, false, null, 200)).stream()
                .map(Notice::path)
                .toList();
    }

    private String tell(Person person, Postman postman) {
        return tell(person, postman, NoticeKind.CONCERN_RAISED);
    }

    private String tell(Person person, Postman postman, NoticeKind kind) {
        var concern = UUID.randomUUID();
        var path = "/triage/" + concern;
        tell(person, postman, kind, path);
        return path;
    }

    private void tellAgain(Person person, String path) {
        tell(person, postman(1), NoticeKind.CONCERN_RAISED, path);
    }

    private void tell(Person person, Postman postman, NoticeKind kind, String path) {
        new Telling(rows, mails, postman, gate, concernDoor, transaction, clock)
                .tell(town().district(), "Raised" + path, kind, null, path, () -> Set.of(town().staff(person)));
    }

    private MailJob job(Postman postman) {
        return new MailJob(districts, outbox, postman, clock);
    }

    private void send(Postman postman) {
        job(postman).run();
    }

    private List<Notices.StuckMail> stuck() {
        var viewer = town().viewer(ADMIN_KIM);
        return town().in(() -> notices.stuck(viewer));
    }

    private Postman postman(int port) {
        return new Postman(
                new SmtpSettings(
                        "127.0.0.1",
                        port,
                        "",
                        "",
                        "Havenward <havenward@district.example.org>",
                        SmtpSettings.Security.NONE,
                        PATIENCE),
                messages,
                new SiteAddress("https://havenward.example.org/"));
    }

    private static GreenMail mailServer() {
        var server = new GreenMail(ServerSetup.SMTP.dynamicPort());
        server.start();
        return server;
    }

    private List<jakarta.mail.internet.MimeMessage> received(GreenMail server, Person person) {
        return java.util.Arrays.stream(server.getReceivedMessages())
                .filter(mail -> isTo(mail, town().email(person)))
                .toList();
    }

    private static boolean isTo(jakarta.mail.internet.MimeMessage mail, String address) {
        try {
            return mail.getAllRecipients()[0].toString().equals(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An SMTP server that takes no recipient. */
    private static final class RefusingServer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

        RefusingServer() throws IOException {
            Thread.ofVirtual().start(this::serve);
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (var caller = socket.accept()) {
                    var in = new BufferedReader(
                            new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
                    var out = caller.getOutputStream();
                    out.write("220 here\r\n".getBytes(StandardCharsets.US_ASCII));
                    for (var line = in.readLine(); line != null; line = in.readLine()) {
                        var answer = line.startsWith("RCPT") ? "550 5.1.1 no such person" : "250 ok";
                        out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException gone) {
                    // The caller hung up, or the test is over.
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
