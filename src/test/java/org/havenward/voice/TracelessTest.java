package org.havenward.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.havenward.Person;
import org.havenward.platform.AsOwner;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.SealedTextException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;

/** Safety rule 9: after an anonymous conversation nothing anywhere says who came, or what was said. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TracelessTest extends VoiceHouse {
    private static final String AGENT = "PeregrineBrowser/77.31";
    private static final String ADDRESS = "203.0.113.177";
    private static final Map<String, String> HEADERS = Map.of(
            "User-Agent",
            AGENT,
            "X-Forwarded-For",
            ADDRESS,
            "X-Real-IP",
            ADDRESS,
            "Forwarded",
            "for=" + ADDRESS,
            "Referer",
            "https://zephyrsearch.example/?q=help",
            "Accept-Language",
            "en");

    @Autowired
    private ApplicationContext context;

    @Value("${havenward.data}")
    private Path data;

    @Test
    void database_logs_and_data_folder_hold_neither_text_nor_receipt_nor_address_nor_agent() throws IOException {
        var log = new ListAppender<ILoggingEvent>();
        var loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
        log.setContext(loggers);
        log.start();
        var root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        String receipt;
        try {
            var fields = form("The quixotic heliotrope lantern waits by the turnstile.");
            var answer = fill("/tell/" + code(), fields, HEADERS);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(cookies(answer)).isEmpty();
            receipt = words(answer);
            var more = fill(
                    "/tell/" + code() + "/words",
                    Map.of("receipt", receipt, "kind", "more", "words", "Again: obsidian marmalade umbrella."),
                    HEADERS);
            assertThat(more.body()).contains("obsidian marmalade umbrella");
            assertThat(cookies(more)).isEmpty();
            fill("/tell/" + code() + "/words", Map.of("receipt", "obsidian marmalade", "words", "gargoyle"), HEADERS);
            fill("/tell/" + code(), Map.of("step", "write", "words", "x".repeat(20_000)), HEADERS);
        } finally {
            root.detachAppender(log);
        }
        var secrets = new ArrayList<>(
                List.of("heliotrope", "turnstile", "obsidian", "marmalade", AGENT, ADDRESS, "zephyrsearch", receipt));
        secrets.add(receipt.replace(' ', '\n'));
        for (var event : log.list) {
            assertNone(event.getFormattedMessage() + event.getThrowableProxy(), secrets, "log");
        }
        assertNone(everyRow(), secrets, "database");
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (Files.isReadable(file) && Files.size(file) < 200_000_000) {
                    assertNone(new String(read(file), StandardCharsets.ISO_8859_1), secrets, file.toString());
                }
            }
        }
    }

    @Test
    void a_stolen_database_reads_nothing_even_with_the_receipt() {
        var receipt = Receipts.read(tell("A stolen dump never says cinnabar.")) instanceof Receipts.Read.Good good
                ? good.receipt()
                : Receipts.of(new byte[8]);
        var id = conversationOf(newestConcern());
        var dump = AsOwner.of(context)
                .sql("select by_receipt, by_record, salt, receipt from voice_conversation where id = ?")
                .param(id.value())
                .query((row, number) -> List.of(
                        row.getBytes("by_receipt"),
                        row.getBytes("by_record"),
                        row.getBytes("salt"),
                        row.getBytes("receipt")))
                .single();
        // The thief has every column and even the receipt, and lacks the master key: the pepper is not to be made.
        for (var pepper : List.of(dump.get(2), new byte[32], dump.get(3))) {
            assertThatThrownBy(() -> ConversationKey.unwrap(dump.get(0), receipt.secret(), pepper, id))
                    .isInstanceOf(SealedTextException.class);
        }
        // The receipt in the database is a keyed hash: neither its bytes nor a plain hash of them.
        assertThat(HexFormat.of().formatHex(dump.get(3)))
                .doesNotContain(HexFormat.of().formatHex(receipt.secret()));
        // With the receipt, through the running house that holds the master key, it opens.
        assertThat(DistrictScope.call(town().district(), () -> voice.open(receipt)))
                .hasValueSatisfying(
                        own -> assertThat(own.messages().getFirst().words()).contains("cinnabar"));
    }

    @Test
    void the_application_can_change_or_delete_nothing_that_was_said() {
        tell("It stays as it was said.");
        for (var sql : List.of(
                "update voice_message set words = words",
                "delete from voice_message",
                "delete from voice_conversation",
                "update voice_conversation set receipt = receipt",
                "delete from voice_unmask",
                "delete from voice_lesson_answer")) {
            assertThatThrownBy(() -> town().in(() -> database.sql(sql).update()))
                    .as(sql)
                    .rootCause()
                    .hasMessageContaining("denied");
        }
    }

    @Test
    void pages_set_no_cookie_are_kept_nowhere_and_leave_for_a_page_that_says_nothing() {
        for (var path : List.of(
                "/tell",
                "/tell/" + code(),
                "/tell/" + code() + "/words",
                "/tell/" + code() + "/help",
                "/tell/help",
                "/tell/zzzzzz",
                "/t/" + code(),
                "/tell/leave",
                "/calendar")) {
            var answer = open(path);
            assertThat(cookies(answer)).as(path).isEmpty();
            if (!path.equals("/calendar")) {
                assertThat(header(answer, "Cache-Control"))
                        .as(path)
                        .contains("no-store")
                        .contains("max-age=0");
            }
            assertThat(header(answer, "Referrer-Policy")).as(path).isEqualTo("no-referrer");
            assertThat(answer.body().toLowerCase(Locale.ROOT)).as(path).doesNotContain("havenward");
            if (!path.endsWith("help")) { // where the lines are called by their names
                assertThat(answer.body().toLowerCase(Locale.ROOT)).as(path).doesNotContain("traffick");
            }
        }
        var left = open("/tell/leave");
        assertThat(header(left, "Clear-Site-Data")).contains("cache").contains("storage");
        assertThat(header(left, "Location")).isEqualTo("/calendar");
        var page = open("/tell/" + code()).body();
        assertThat(page)
                .contains("<title>Info</title>")
                .contains("autocomplete=\"off\"")
                .doesNotContain("http://");
        assertThat(page).doesNotContainPattern("(src|href)=\"(https?:)?//");
    }

    @Test
    void someone_who_is_signed_in_on_the_same_device_is_not_recognized() {
        var ortiz = as(Person.COUNSELOR_ORTIZ);
        var before = count("select count(*) from session where last_seen_at > now()");
        assertThat(ortiz.get("/tell/" + code()).body())
                .doesNotContain("Elena Ortiz, ")
                .doesNotContain("Sign out");
        assertThat(count("select count(*) from session where last_seen_at > now()"))
                .isEqualTo(before);
    }

    private String everyRow() {
        var owner = AsOwner.of(context);
        return owner
                .sql("select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = 'public' and c.relkind = 'r'")
                .query(String.class)
                .list()
                .stream()
                .map(table -> owner.sql("select coalesce(string_agg(t::text, ' '), '') from public.\"" + table + "\" t")
                        .query(String.class)
                        .single())
                .collect(Collectors.joining("\n"));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException goneOrLocked) {
            return new byte[0];
        }
    }

    private static void assertNone(String haystack, List<String> secrets, String where) {
        for (var secret : secrets) {
            assertThat(haystack.contains(secret)).as(secret + " in " + where).isFalse();
            // As PostgreSQL writes bytea.
            var hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
            assertThat(haystack.contains(hex))
                    .as(secret + " as bytes in " + where)
                    .isFalse();
        }
    }
}
