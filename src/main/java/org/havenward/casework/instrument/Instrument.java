package org.havenward.casework.instrument;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One version of what is asked in an assessment. There are no points in it and nothing adds its answers up (safety rule 1):
 * what they mean is the counselor's judgment.
 *
 * @param languages those that all of its texts are in
 * @param license null: ours
 */
public record Instrument(
        String id,
        int version,
        Purpose purpose,
        List<String> languages,
        Text title,
        Text lead,
        @Nullable License license,
        List<Section> sections) {
    /** What it is about. */
    public enum Purpose {
        @JsonProperty("safety")
        SAFETY,
        @JsonProperty("trafficking")
        TRAFFICKING,
        @JsonProperty("other")
        OTHER;

        /** The message key of its name. */
        public String key() {
            return "casework.instrument.purpose." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * @param note what the license allows and asks for
     * @param mayUse roles whose holders may use it, such as {@code designated-counselor}
     */
    public record License(String holder, String note, List<String> mayUse) {}

    public Optional<Section> section(String wanted) {
        return sections.stream().filter(section -> section.id().equals(wanted)).findFirst();
    }

    public Optional<Item> question(String wanted) {
        return items().filter(item -> item.kind().asks() && item.id().equals(wanted))
                .findFirst();
    }

    public Stream<Item> items() {
        return sections.stream().flatMap(section -> section.items().stream());
    }

    /** The ids of all that is shown after these answers; what is not shown has no answer that counts. */
    public Set<String> shown(Map<String, Answer> answers) {
        var counting = new HashMap<String, List<String>>();
        var shown = new LinkedHashSet<String>();
        for (var section : sections) {
            if (!holds(section.showIf(), counting)) {
                continue;
            }
            shown.add(section.id());
            for (var item : section.items()) {
                if (holds(item.showIf(), counting)) {
                    shown.add(item.id());
                    var answer = answers.get(item.id());
                    if (answer != null && !answer.skipped()) {
                        counting.put(item.id(), answer.values());
                    }
                }
            }
        }
        return shown;
    }

    private static boolean holds(@Nullable Condition condition, Map<String, List<String>> answers) {
        return condition == null || condition.holds(question -> answers.getOrDefault(question, List.of()));
    }

    /** Every text in it, for whoever checks them. */
    public Stream<Text> texts() {
        return Stream.concat(
                Stream.of(title, lead),
                sections.stream()
                        .flatMap(section -> Stream.concat(
                                Stream.of(
                                        section.title(),
                                        Optional.ofNullable(section.lead()).orElse(section.title())),
                                section.items().stream().flatMap(Instrument::texts))));
    }

    private static Stream<Text> texts(Item item) {
        var immediate = item.immediate();
        var options = item.options();
        return Stream.of(
                        Stream.of(item.ask()),
                        Stream.ofNullable(item.say()),
                        Stream.ofNullable(item.help()),
                        options == null
                                ? Stream.<Text>empty()
                                : options.stream().map(Item.Choice::text),
                        Stream.ofNullable(immediate).map(Item.Immediate::act))
                .flatMap(each -> each);
    }
}
