package org.havenward.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** One story of the fictional district's year, as {@code content/demo} tells it; see its schema. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Story(
        String key,
        Suits suits,
        String raisedBy,
        List<String> grades,
        String language,
        boolean urgent,
        @Nullable String pronoun,
        boolean adult,
        @Nullable String studentUnknown,
        String where,
        Seen seen,
        String narrative,
        List<String> indicators,
        @Nullable Addition addition,
        @Nullable String names,
        @Nullable String question,
        @Nullable String joins,
        @Nullable Ending outcome,
        @Nullable List<Note> notes,
        @Nullable List<Task> tasks,
        @Nullable String closing,
        @Nullable String reopening) {

    record Seen(int daysBefore, String at) {}

    record Addition(int daysAfter, String text) {}

    record Ending(@Nullable String to, String reason) {}

    record Note(String by, int day, String text) {}

    record Task(String owner, int day, int dueInDays, boolean done, String text) {}

    private record Stories(String kind, List<Story> stories) {}

    /** What became of it. */
    enum Suits {
        WAITING,
        LATE,
        ACKNOWLEDGED,
        MORE_ASKED,
        ROUTED,
        JOINED,
        SUSPICION,
        CONFIRMED,
        RECOVERY,
        CLOSED,
        REOPENED;

        @com.fasterxml.jackson.annotation.JsonCreator
        static Suits of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        }

        boolean isCase() {
            return switch (this) {
                case WAITING, LATE, ACKNOWLEDGED, MORE_ASKED, ROUTED, JOINED -> false;
                case SUSPICION, CONFIRMED, RECOVERY, CLOSED, REOPENED -> true;
            };
        }
    }

    List<Note> allNotes() {
        return notes == null ? List.of() : notes;
    }

    List<Task> allTasks() {
        return tasks == null ? List.of() : tasks;
    }

    /** All stories, in the order of their files. */
    static List<Story> all() {
        var yaml = YAMLMapper.builder()
                .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        try {
            var all = new ArrayList<Story>();
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:content/demo/*.yaml")) {
                try (var in = file.getInputStream()) {
                    all.addAll(yaml.readValue(in, Stories.class).stories());
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
