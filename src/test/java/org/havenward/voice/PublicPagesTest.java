package org.havenward.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The public pages: ten languages, few bytes, and complete without scripts. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PublicPagesTest extends VoiceHouse {
    private static final Pattern FILE = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)");

    @Autowired
    private PublicWords words;

    @Test
    void the_first_view_with_all_its_files_is_under_50_kB() throws IOException {
        var heaviest = 0;
        for (var language : words.languages()) {
            var page = fill("/tell/" + code(), java.util.Map.of("step", "start", "to", language.code()))
                    .body();
            var sum = zipped(page);
            for (var file :
                    FILE.matcher(page).results().map(found -> found.group(1)).collect(Collectors.toSet())) {
                sum += zipped(open(file).body());
            }
            heaviest = Math.max(heaviest, sum);
        }
        System.out.println("First view of the public page, all files, gzipped: " + heaviest + " bytes at most");
        assertThat(heaviest).isLessThan(50_000);
    }

    @Test
    void all_ten_languages_have_the_same_keys_and_places() {
        assertThat(words.languages().stream().map(PublicWords.Language::code))
                .containsExactly("en", "es", "ar", "zh", "vi", "pt", "ru", "ht", "hmn", "ur");
        var english = new TreeSet<>(words.keys("en"));
        for (var language : words.languages()) {
            assertThat(new TreeSet<>(words.keys(language.code())))
                    .as(language.code())
                    .isEqualTo(english);
            for (var key : english) {
                var speech = words.in(language.code()).orElseThrow();
                assertThat(speech.t(key))
                        .as(language.code() + " " + key)
                        .isNotBlank()
                        .doesNotContain("''");
                assertThat(places(speech.t(key)))
                        .as(language.code() + " " + key)
                        .isEqualTo(places(words.in("en").orElseThrow().t(key)));
                if (!language.code().equals("en") && !key.equals("window")) {
                    assertThat(speech.t(key))
                            .as(language.code() + " " + key)
                            .isNotEqualTo(words.in("en").orElseThrow().t(key));
                }
            }
        }
    }

    @Test
    void a_language_that_nobody_has_checked_says_so_and_right_to_left_is_right_to_left() {
        for (var language : words.languages()) {
            var page = fill("/tell/" + code(), java.util.Map.of("step", "way", "about", "self", "to", language.code()))
                    .body();
            assertThat(page).contains("<html lang=\"" + language.code() + "\" dir=\"" + language.direction() + "\"");
            if (language.reviewed() == null) {
                assertThat(page)
                        .contains(words.in(language.code()).orElseThrow().t("not-reviewed"));
            }
        }
        assertThat(words.in("ar").orElseThrow().language().direction()).isEqualTo("rtl");
        assertThat(words.in("ur").orElseThrow().language().direction()).isEqualTo("rtl");
    }

    @Test
    void the_browsers_language_is_taken_and_whatever_it_says_never_breaks() {
        for (var accepted : List.of("es-MX,es;q=0.9", "zh-Hant-TW", "ur", "hmn", "mww")) {
            assertThat(words.forBrowser(accepted).language().code())
                    .as(accepted)
                    .isNotEqualTo("en");
        }
        for (var accepted : List.of("", "*", ";;;", "x".repeat(400), "tlh")) {
            assertThat(words.forBrowser(accepted).language().code())
                    .as(accepted)
                    .isEqualTo("en");
        }
    }

    @Test
    void every_gentle_question_has_its_words() {
        assertThat(new FollowUps().all())
                .allSatisfy(id -> assertThat(words.keys("en")).contains("q." + id));
    }

    @Test
    void the_help_lines_need_nothing_and_say_what_cannot_be_kept_secret_before_anything_is_told() {
        assertThat(open("/tell/" + code() + "/help").body()).contains("tel:911").contains("tel:988");
        var start = open("/tell/" + code()).body();
        assertThat(start.indexOf("Is someone in danger right now?"))
                .isPositive()
                .isLessThan(start.indexOf("What we cannot keep secret"));
        assertThat(start.indexOf("What we cannot keep secret")).isLessThan(start.indexOf("What is it about?"));
        assertThat(start).contains("Elena Ortiz").doesNotContain("<textarea");
    }

    @Test
    void a_page_that_is_not_there_helps_on_without_saying_more() {
        for (var path :
                List.of("/tell/zzzzzz", "/tell/lesson/zzzzzz", "/tell/zzzzzz/words", "/t/zzzzzz", "/tell/%00")) {
            var answer = open(path);
            assertThat(answer.statusCode()).as(path).isBetween(400, 499);
        }
        assertThat(open("/tell/zzzzzz").body()).contains("/tell/help");
    }

    private static TreeSet<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int zipped(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.size();
    }
}
