package org.havenward.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.support.AbstractMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The words of all rooms: {@code messages/ROOM.properties} (English) and {@code ROOM_es.properties} (Spanish), UTF-8.
 * Arguments are {0}, {1}; counts {0,choice,…}. Apostrophes are written as they are, not doubled.
 */
public final class Messages extends AbstractMessageSource {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);
    /** The languages that pages are written in; the first is the one for everybody else. */
    static final java.util.List<String> LANGUAGES = java.util.List.of("en", "es");

    private final Map<String, Map<String, String>> byLanguage = new HashMap<>();

    public Messages() {
        LANGUAGES.forEach(language -> byLanguage.put(language, new HashMap<>()));
        try {
            for (var file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties")) {
                var name = String.valueOf(file.getFilename());
                var language = name.endsWith("_es.properties") ? "es" : "en";
                var words = new Properties();
                try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    words.load(reader);
                }
                words.stringPropertyNames().forEach(key -> wordsOf(language).put(key, words.getProperty(key)));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The message files cannot be read", unreadable);
        }
    }

    /** The text of a key; the key itself where there is none, which a test rules out for keys that templates name. */
    public String text(Locale locale, String key, @Nullable Object... arguments) {
        var pattern = pattern(key, locale);
        if (pattern == null) {
            LOG.warn("No message for key {}", key);
            return key;
        }
        if (arguments.length == 0) {
            return pattern;
        }
        return new MessageFormat(pattern.replace("'", "''"), locale).format(arguments);
    }

    public boolean knows(String key) {
        return wordsOf("en").containsKey(key);
    }

    /** All keys of a language. */
    public Set<String> keys(String language) {
        return Set.copyOf(wordsOf(language).keySet());
    }

    private Map<String, String> wordsOf(String language) {
        return byLanguage.getOrDefault(language, Map.of());
    }

    private @Nullable String pattern(String key, Locale locale) {
        var text = wordsOf(locale.getLanguage()).get(key);
        return text == null ? wordsOf("en").get(key) : text;
    }

    @Override
    protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
        return pattern(code, locale);
    }

    @Override
    protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
        var pattern = pattern(code, locale);
        return pattern == null ? null : new MessageFormat(pattern.replace("'", "''"), locale);
    }
}
