package org.havenward.mandate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What differs from state to state in how a report is made, besides its times: the fields of a written report, whether
 * several may share one, and whether telling the school's designee discharges. Content, with its source; see
 * {@code content/packets/packets.yaml}.
 */
@Component
class StateWays {
    /** All fields that a written report may have. */
    static final Set<String> FIELDS = Set.of(
            "reporter_name",
            "reporter_work",
            "reporter_contact",
            "child_name",
            "child_birth",
            "child_where",
            "child_school",
            "caregivers",
            "household",
            "what",
            "harm",
            "suspect",
            "done",
            "oral_report",
            "other");
    /** Without these nobody could act on it, or ask back. */
    static final Set<String> NEEDED = Set.of("reporter_name", "reporter_contact", "what", "harm");

    private final Content content;

    /** Where something stands in the law, and how sure we are: H or M. */
    public record Source(String confidence, String source) {}

    /** @param fields in the order of the law or form */
    record Form(String confidence, String source, List<String> fields) {}

    private record Content(
            String kind,

            @com.fasterxml.jackson.annotation.JsonProperty("default")
            Form fallback,

            Map<String, Form> states,
            Map<String, Source> joint,
            Map<String, Source> designee) {}

    StateWays() {
        try (var file = StateWays.class.getResourceAsStream("/content/packets/packets.yaml")) {
            content = YAMLMapper.builder().build().readValue(file, Content.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        content.states().values().forEach(StateWays::check);
        check(content.fallback());
    }

    private static void check(Form form) {
        if (!FIELDS.containsAll(form.fields())
                || new HashSet<>(form.fields()).size() != form.fields().size()) {
            throw new IllegalStateException("A written report has unknown or doubled fields: " + form);
        }
    }

    /** The fields of a state's written report. */
    Form form(String state) {
        return content.states().getOrDefault(state, content.fallback());
    }

    /** Whether the state has a list of its own. */
    boolean known(String state) {
        return content.states().containsKey(state);
    }

    Optional<Source> joint(String state) {
        return Optional.ofNullable(content.joint().get(state));
    }

    Optional<Source> designee(String state) {
        return Optional.ofNullable(content.designee().get(state));
    }
}
