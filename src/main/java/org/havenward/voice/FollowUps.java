package org.havenward.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The gentle questions that fit what was said: most tips fail for lack of information. Chosen by the rules of
 * {@code content/voice/questions.yaml}, in memory, for this one page; nothing of it is kept.
 */
@Component
public class FollowUps {
    private final Rules rules;

    FollowUps() {
        try (var stream = new ClassPathResource("content/voice/questions.yaml").getInputStream()) {
            rules = new YAMLMapper().readValue(stream, Rules.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The questions of the public pages cannot be read", unreadable);
        }
    }

    record Rules(int most, List<Question> questions) {}

    /** @param unless starts of words that answer it already, by language */
    record Question(String id, Set<About> about, Map<String, List<String>> unless) {
        boolean fits(About whom, String language, String words) {
            return about.contains(whom)
                    && unless.getOrDefault(language, List.of()).stream()
                            .noneMatch(start -> Pattern.compile(
                                            "(?<!\\p{L})" + Pattern.quote(start),
                                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                                    .matcher(words)
                                    .find());
        }
    }

    /** The ids of the questions to ask, in their order; their words are {@code q.ID} of the public words. */
    public List<String> questions(About about, String language, String words) {
        return rules.questions().stream()
                .filter(question -> question.fits(about, language, words.toLowerCase(Locale.ROOT)))
                .limit(rules.most())
                .map(Question::id)
                .toList();
    }

    /** All there are. */
    public List<String> all() {
        return rules.questions().stream().map(Question::id).toList();
    }
}
