package org.havenward.voice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.havenward.voice.FollowUpsForTests;
import org.havenward.voice.LessonAnswer;
import org.havenward.voice.Places;
import org.havenward.voice.PublicWords;
import org.havenward.voice.Receipts;
import org.havenward.voice.Told;
import org.havenward.voice.Work;
import org.springframework.util.LinkedMultiValueMap;

/** Whatever the public pages are sent, it is read without a fault, and what has no problem can be kept. */
class HostileFormsTest {
    private static final PublicWords WORDS = new PublicWords();

    @Provide
    Arbitrary<Map<String, String>> forms() {
        var names = Arbitraries.of(
                "step",
                "about",
                "way",
                "urgent",
                "elsewhere",
                "school",
                "words",
                "name",
                "contact",
                "seed",
                "proof",
                "receipt",
                "go",
                "choice",
                "meet",
                "soon",
                "where",
                "d_where",
                "d_",
                "d_" + "x".repeat(40));
        var known = Arbitraries.of(
                "start",
                "way",
                "write",
                "sent",
                "follow",
                "done",
                "self",
                "peer",
                "family",
                "anonymous",
                "confidential",
                "named",
                "yes",
                "back",
                "skip",
                "c0",
                "c3",
                "c9",
                "s0",
                "s2",
                "");
        var values = Arbitraries.oneOf(
                known,
                Arbitraries.strings().ofMaxLength(60),
                Arbitraries.strings().ofMinLength(390).ofMaxLength(420));
        return Arbitraries.maps(names, values).ofMaxSize(14);
    }

    @Property(tries = 5_000)
    void every_form_is_read_and_what_has_no_problem_can_be_told(@ForAll("forms") Map<String, String> sent) {
        var all = new LinkedMultiValueMap<String, String>();
        sent.forEach((name, value) -> all.put(name, List.of(value)));
        var form = TellForm.of(all);
        assertThat(form.schoolId()).isNotNull();
        if (form.problem() == null) {
            var told = new Told(
                    form.schoolId().orElse(null),
                    org.havenward.voice.About.SAW,
                    form.wayTaken(),
                    form.elsewhere(),
                    form.urgent(),
                    form.words(),
                    form.identity(),
                    "en",
                    "seed");
            assertThat(told.words()).isNotBlank();
        }
        var lesson = LessonTellForm.of(all);
        if (lesson.problem() == null) {
            assertThat(lesson.answer(false)).isInstanceOf(LessonAnswer.class);
        }
    }

    @Property(tries = 5_000)
    void every_receipt_proof_code_and_language_is_read(@ForAll String any) {
        assertThat(Receipts.read(any)).isNotNull();
        assertThat(Work.done("form", any)).isIn(true, false);
        assertThat(Places.looksLikeCode(any)).isIn(true, false);
        assertThat(WORDS.forBrowser(any)).isNotNull();
        assertThat(FollowUpsForTests.questions(any)).hasSizeLessThanOrEqualTo(3);
    }
}
