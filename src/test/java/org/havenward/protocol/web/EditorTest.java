package org.havenward.protocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.havenward.protocol.DefaultProtocol;
import org.havenward.protocol.Protocol;
import org.havenward.protocol.ProtocolEditor;
import org.havenward.protocol.ProtocolFormat;
import org.havenward.web.FormErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms of a draft and its file say one and the same. */
class EditorTest {
    static Stream<String> protocols() throws IOException {
        try (var files = Files.list(Path.of("src/test/protocols"))) {
            var texts = files.sorted().map(EditorTest::text).toList();
            return Stream.concat(Stream.of(DefaultProtocol.text()), texts.stream());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void every_step_and_question_comes_back_from_its_form_as_it_went_in(String text) {
        var protocol = ProtocolFormat.read(text);
        var editor = new ProtocolEditor(protocol);
        protocol.items().forEach(item -> {
            var node = editor.item(item.id()).orElseThrow();
            var typed = ItemFields.of(node, editor.phaseOf(item.id()));
            var errors = new FormErrors();
            var read = ItemFields.read(typed, item.id(), item instanceof Protocol.Question, errors);
            assertThat(errors.any()).as(item.id()).isFalse();
            editor.put(editor.phaseOf(item.id()), read);
        });
        assertThat(ProtocolFormat.read(editor.text())).isEqualTo(protocol);
    }

    @Test
    void a_condition_that_fits_into_no_rows_is_written_out_and_not_lost() {
        var deep = ProtocolEditor.condition(
                "all: [{fact: unsafe, is: yes}, {any: [{fact: age, at-least: 16}, {fact: child, known: false}]}]");
        var typed = new HashMap<String, List<String>>();
        ConditionFields.fill(typed, deep);
        assertThat(new Typed(typed).text("when")).isEqualTo("written");
        assertThat(ConditionFields.read(new Typed(typed), new FormErrors())).isEqualTo(deep);
        var flat = ProtocolEditor.condition(
                "any: [{not: {fact: exploiter, is: [family, staff]}}, {fact: age, at-least: 16}]");
        typed.clear();
        ConditionFields.fill(typed, flat);
        assertThat(new Typed(typed).text("claim0")).isEqualTo("is-not");
        assertThat(new Typed(typed).text("value0")).isEqualTo("family, staff");
        assertThat(ConditionFields.read(new Typed(typed), new FormErrors())).isEqualTo(flat);
    }

    @Test
    void what_is_missing_is_named_beside_its_field() {
        var errors = new FormErrors();
        var typed = new Typed(java.util.Map.of(
                "when",
                List.of("all"),
                "dueFrom",
                List.of("case-opened"),
                "dueUnit",
                List.of("hours"),
                "kind",
                List.of("choice")));
        ItemFields.read(typed, "x", true, errors);
        assertThat(errors.all().keySet()).contains("titleEn", "role", "dueCount", "option0");
    }

    @Test
    void things_move_among_their_neighbors_and_go() {
        var editor = new ProtocolEditor(DefaultProtocol.protocol());
        editor.move("call-911", -1);
        editor.move("danger", 500);
        editor.remove("stay-close");
        editor.move("adult", -1);
        var protocol = ProtocolFormat.read(editor.text());
        assertThat(protocol.phases().getFirst().id()).isEqualTo("adult");
        var suspicion = protocol.phases().get(1).items();
        assertThat(suspicion.get(0).id()).isEqualTo("call-911");
        assertThat(suspicion.get(1).id()).isEqualTo("danger");
        assertThat(protocol.item("stay-close")).isEmpty();
    }

    @Test
    void a_new_one_is_named_after_its_title() {
        var typed = new Typed(java.util.Map.of("titleEn", List.of("Call home, gently!")));
        assertThat(ItemFields.id(typed, id -> false, new FormErrors())).isEqualTo("call-home-gently");
        assertThat(ItemFields.id(typed, "call-home-gently"::equals, new FormErrors()))
                .isEqualTo("call-home-gently-2");
    }
}
