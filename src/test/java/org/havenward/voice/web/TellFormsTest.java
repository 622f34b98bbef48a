package org.havenward.voice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.guide.Guide;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.havenward.prevention.Lessons;
import org.havenward.voice.About;
import org.havenward.voice.FollowUps;
import org.havenward.voice.Limits;
import org.havenward.voice.Message;
import org.havenward.voice.MessageKind;
import org.havenward.voice.Place;
import org.havenward.voice.Places;
import org.havenward.voice.Told;
import org.havenward.voice.Voice;
import org.havenward.voice.Way;
import org.havenward.voice.Work;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What was typed on a public page is there until it has arrived, whichever way one goes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TellFormsTest extends House {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    @Autowired
    private PublicPages pages;

    @Autowired
    private Places places;

    @Autowired
    private WhoReads readers;

    @Autowired
    private Voice voice;

    @Autowired
    private Work work;

    @Autowired
    private FollowUps followUps;

    @Autowired
    private Guide guide;

    @Autowired
    private Lessons lessons;

    @BeforeEach
    void begin() {
        clock.back();
        town();
    }

    @Test
    void going_back_keeps_all_that_was_typed_and_chosen() {
        var school = town().school(Person.School.HARBOR).value().toString();
        var typed = new LinkedHashMap<String, String>();
        typed.put("step", "write");
        typed.put("about", "self");
        typed.put("way", "named");
        typed.put("words", "Someone waits.");
        typed.put("urgent", "yes");
        typed.put("elsewhere", "yes");
        typed.put("school", school);
        typed.put("name", "Isolde Finch");
        typed.put("contact", "In the library");
        typed.put("go", "back");
        var way = send(typed);
        assertThat(way).contains("Who may know that it is you?");
        var start = send(pressed(way, "go", "back"));
        assertThat(start).contains("What is it about?");
        var again = send(pressed(start, "about", "peer"));
        var anonymous = send(pressed(again, "way", "anonymous"));
        assertThat(anonymous).contains("Someone waits.").doesNotContain("How can we reach you safely?");
        var back = send(with(
                pressed(anonymous, "go", "back"),
                Map.of("words", "Someone waits there.", "urgent", "yes", "elsewhere", "yes", "school", school)));
        var write = send(pressed(back, "way", "named"));
        assertThat(write)
                .contains("Someone waits there.")
                .contains(">\nIsolde Finch</textarea>")
                .contains(">\nIn the library</textarea>")
                .containsPattern("id=\"urgent\"[^>]* checked")
                .containsPattern("id=\"elsewhere\"[^>]* checked")
                .containsPattern("value=\"" + school + "\" selected");
    }

    @Test
    void answers_to_the_gentle_questions_that_cannot_arrive_stay_on_the_page_with_what_is_to_be_mended() {
        var sent = new LinkedHashMap<String, String>(Map.of(
                "step",
                "follow",
                "about",
                "peer",
                "go",
                "say",
                "d_where",
                "At the north lot",
                "d_contact",
                "Locker 12"));
        var lost = post(sent);
        assertThat(lost.statusCode()).isEqualTo(422);
        assertThat(lost.body())
                .contains("id=\"receipt\"")
                .contains("At the north lot")
                .contains("Locker 12")
                .doesNotContain("Thank you for telling");
        sent.put("receipt", "acorn acorn");
        assertThat(post(sent).body()).contains("acorn acorn").contains("At the north lot");
        sent.put("receipt", receipt());
        sent.put("d_where", "x".repeat(TellForm.DETAIL + 1));
        var tooLong = post(sent);
        assertThat(tooLong.statusCode()).isEqualTo(422);
        assertThat(tooLong.body())
                .contains("more than 1,300 characters")
                .contains("x".repeat(TellForm.DETAIL + 1))
                .contains("Locker 12");
        sent.put("d_where", "At the north lot");
        assertThat(post(sent).body()).contains("Thank you for telling");
    }

    @Test
    void answers_that_do_not_fit_at_this_moment_stay_on_the_page() {
        var tight = new Limits(clock, 1);
        while (tight.take(place())) {
            // until nothing fits
        }
        var controller = new TellController(pages, places, readers, voice, work, tight, followUps, guide, lessons);
        var request = new MockHttpServletRequest("POST", "/tell/" + place().code());
        Map.of("step", "follow", "about", "peer", "go", "say", "d_where", "At the north lot", "receipt", receipt())
                .forEach(request::setParameter);
        var shown = controller.send(Map.of("code", place().code()), request, new MockHttpServletResponse());
        assertThat(shown.getStatus())
                .isNotNull()
                .satisfies(status -> assertThat(status.value()).isEqualTo(429));
        assertThat(shown.getModel().values())
                .hasAtLeastOneElementOfType(TellPage.class)
                .filteredOn(TellPage.class::isInstance)
                .allSatisfy(model -> {
                    var page = (TellPage) model;
                    assertThat(page.at(TellForm.Step.FOLLOW)).isTrue();
                    assertThat(page.problem()).isEqualTo("error.busy");
                    assertThat(page.form().details()).containsEntry("where", "At the north lot");
                });
    }

    @Test
    void what_is_written_again_with_other_words_is_said_and_the_same_words_are_said_once() {
        DistrictScope.run(town().district(), () -> {
            var receipt = voice.tell(new Told(
                            null, About.PEER, Way.ANONYMOUS, false, false, "First of all.", null, "en", work.fresh()))
                    .receipt();
            var form = work.fresh();
            voice.write(receipt, MessageKind.MORE, "He waits at the gate.", form);
            voice.write(receipt, MessageKind.MORE, "He waits at the gate.", form);
            voice.write(receipt, MessageKind.MORE, "He waits at the north gate.", form);
            assertThat(voice.open(receipt).orElseThrow().messages())
                    .extracting(Message::words)
                    .containsExactly("First of all.", "He waits at the gate.", "He waits at the north gate.");
        });
    }

    @Test
    void so_many_of_one_district_wait_and_the_others_wait_at_their_own_places() throws Exception {
        var flooded = new DistrictId(UUID.randomUUID());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var flood = threads.invokeAll(IntStream.range(0, 20 * PublicPages.MOST_WAITING)
                    .<Callable<Boolean>>mapToObj(one -> () -> pages.waitAWhile(flooded))
                    .toList());
            var others = threads.invokeAll(IntStream.range(0, PublicPages.MOST_WAITING)
                    .<Callable<Boolean>>mapToObj(one -> () -> pages.waitAWhile(town().district()))
                    .toList());
            var refused = 0;
            for (var one : flood) {
                refused += one.get() ? 0 : 1;
            }
            assertThat(refused).isPositive();
            for (var one : others) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    private Place place() {
        return town().in(places::ofDistrict);
    }

    private String receipt() {
        return DistrictScope.call(
                        town().district(),
                        () -> voice.tell(new Told(
                                null, About.PEER, Way.ANONYMOUS, false, false, "Told.", null, "en", work.fresh())))
                .receipt()
                .text();
    }

    private String send(Map<String, String> fields) {
        var answer = post(fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private java.net.http.HttpResponse<String> post(Map<String, String> fields) {
        return anyone().post("/tell/" + place().code(), fields);
    }

    private static Map<String, String> pressed(String page, String button, String value) {
        var fields = new LinkedHashMap<String, String>();
        HIDDEN.matcher(page).results().forEach(found -> fields.put(found.group(1), found.group(2)));
        fields.put(button, value);
        return fields;
    }

    private static Map<String, String> with(Map<String, String> fields, Map<String, String> typed) {
        fields.putAll(typed);
        return fields;
    }
}
