package org.havenward.casework;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.havenward.platform.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds cases by words of their notes without keeping any word: each becomes a keyed hash under the district's key, cut
 * to 12 bytes. Who reads the table learns neither the words nor, without the key, whether a guessed one is there.
 */
@Repository
class TokenIndex {
    private static final int BYTES = 12;
    private static final int SHORTEST_PREFIX = 3;
    private static final int LONGEST_WORD = 40;
    private static final int MOST_WORDS_ASKED = 12;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** English and Spanish endings, longest first: enough that plural and singular, past and present meet. */
    private static final List<String> ENDINGS = List.of(
            "aciones", "amiento", "imiento", "aciendo", "ations", "acion", "mente", "iendo", "ation", "ando", "ados",
            "adas", "idos", "idas", "ings", "aron", "ieron", "ing", "ado", "ada", "ido", "ida", "ers", "ies", "es",
            "ed", "er", "ar", "ir", "os", "as", "s", "o", "a", "e", "y");

    private final JdbcClient jdbc;
    private final Vault vault;

    TokenIndex(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Lets a case be found by these words. */
    void add(CaseId caseId, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return;
        }
        var tokens = new LinkedHashSet<String>();
        words(text).forEach(word -> tokens.add(token(stem(word))));
        insert(caseId, tokens);
    }

    /** Lets a case be found by a name, by its first letters too. */
    void addName(CaseId caseId, @Nullable String name) {
        if (name == null || name.isBlank()) {
            return;
        }
        var tokens = new LinkedHashSet<String>();
        for (var word : words(name)) {
            tokens.add(token(stem(word)));
            for (int length = SHORTEST_PREFIX; length <= word.length(); length++) {
                tokens.add(token("^" + word.substring(0, length)));
            }
        }
        insert(caseId, tokens);
    }

    /** Each asked word as the tokens, one of which a case must have; in hexadecimal. */
    List<List<String>> asked(String query) {
        var asked = new ArrayList<List<String>>();
        for (var word : words(query).stream().limit(MOST_WORDS_ASKED).toList()) {
            asked.add(List.of(token(stem(word)), token("^" + word)));
        }
        return asked;
    }

    /** Forgets a case's words, when its key is destroyed. */
    void forget(CaseId caseId) {
        jdbc.sql("delete from case_token where case_id = :case")
                .param("case", caseId.value())
                .update();
    }

    private void insert(CaseId caseId, Set<String> tokens) {
        if (tokens.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into case_token (district_id, token, case_id)
                        select havenward_district(), decode(hex, 'hex'), :case
                        from string_to_table(:tokens, ',') as hex order by 2
                        on conflict do nothing
                        """)
                .param("case", caseId.value())
                .param("tokens", String.join(",", tokens))
                .update();
    }

    private String token(String word) {
        var mac = vault.mac("casework.search", word.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(mac, BYTES));
    }

    /** Lower case, without accents; single letters are not worth finding. */
    static Set<String> words(String text) {
        var plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        var words = new LinkedHashSet<String>();
        for (var word : BETWEEN_WORDS.split(plain)) {
            if (word.length() > 1) {
                words.add(word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word);
            }
        }
        return words;
    }

    /** A word without its ending, where enough of it remains. */
    static String stem(String word) {
        for (var ending : ENDINGS) {
            if (word.length() - ending.length() >= 3 && word.endsWith(ending)) {
                var rest = word.substring(0, word.length() - ending.length());
                int last = rest.length() - 1;
                boolean doubled = last > 2 && rest.charAt(last) == rest.charAt(last - 1);
                return doubled ? rest.substring(0, last) : rest;
            }
        }
        return word;
    }
}
