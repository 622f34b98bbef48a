package org.havenward.voice;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The words of the public pages, in the ten languages that they speak. */
@Component
public class PublicWords {
    private final Map<String, Properties> words = new HashMap<>();
    private final List<Language> languages;

    public PublicWords() {
        languages = read().languages();
        languages.forEach(language -> words.put(language.code(), load(language.code())));
    }

    /**
     * A language of the public pages.
     *
     * @param reviewed who read it as someone who grew up with it; null: nobody yet
     */
    public record Language(
            String code,
            String name,
            String direction,
            @Nullable String reviewed) {}

    record Languages(List<Language> languages) {}

    /** One language, for a page. */
    public final class Speech {
        private final Language language;

        private Speech(Language language) {
            this.language = language;
        }

        public Language language() {
            return language;
        }

        public Locale locale() {
            return Locale.of(language.code());
        }

        public String t(String key, @Nullable Object... arguments) {
            var pattern = text(language.code(), key);
            return arguments.length == 0
                    ? pattern
                    : new MessageFormat(pattern.replace("'", "''"), Locale.of(language.code())).format(arguments);
        }
    }

    public List<Language> languages() {
        return languages;
    }

    public Set<String> keys(String code) {
        return words.getOrDefault(code, new Properties()).stringPropertyNames();
    }

    public Optional<Speech> in(@Nullable String code) {
        return languages.stream()
                .filter(language -> language.code().equals(code))
                .findFirst()
                .map(Speech::new);
    }

    /** The first of the browser's languages that there is; else English. */
    public Speech forBrowser(@Nullable String accepted) {
        if (accepted != null && accepted.length() < 500) {
            try {
                for (var range : Locale.LanguageRange.parse(accepted)) {
                    var code = range.getRange().split("-", 2)[0];
                    var found = in(code.equals("mww") || code.equals("hnj") ? "hmn" : code);
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            } catch (IllegalArgumentException unreadable) {
                return english();
            }
        }
        return english();
    }

    private Speech english() {
        return new Speech(languages.getFirst());
    }

    private String text(String code, String key) {
        var found = words.getOrDefault(code, new Properties()).getProperty(key);
        var text = found == null ? words.getOrDefault("en", new Properties()).getProperty(key) : found;
        if (text == null) {
            throw new IllegalArgumentException("The public pages have no words for " + key);
        }
        return text;
    }

    private static Properties load(String code) {
        var loaded = new Properties();
        try (var reader = new InputStreamReader(
                new ClassPathResource("content/voice/words/" + code + ".properties").getInputStream(),
                StandardCharsets.UTF_8)) {
            loaded.load(reader);
            return loaded;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The words of the public pages cannot be read: " + code, unreadable);
        }
    }

    private static Languages read() {
        try (var stream = new ClassPathResource("content/voice/languages.yaml").getInputStream()) {
            return new YAMLMapper().readValue(stream, Languages.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The languages of the public pages cannot be read", unreadable);
        }
    }
}
