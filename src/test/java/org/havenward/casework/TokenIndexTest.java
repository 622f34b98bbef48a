package org.havenward.casework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenIndexTest {
    @ParameterizedTest
    @CsvSource({
        "bruise,bruises", "bruise,bruised", "wait,waiting", "family,families", "talk,talked",
        "escuela,escuelas", "trabajar,trabajando", "cansado,cansada", "stop,stopped", "hablar,hablaron"
    })
    void words_that_differ_by_their_ending_meet(String one, String other) {
        assertThat(TokenIndex.stem(one)).isEqualTo(TokenIndex.stem(other));
    }

    @Test
    void accents_and_capitals_make_no_difference() {
        assertThat(TokenIndex.words("Peña, NIÑA… e\u0301xito 7 ok")).containsExactly("pena", "nina", "exito", "ok");
    }

    @Test
    void a_word_without_end_is_cut_and_nothing_breaks() {
        assertThat(TokenIndex.words("x".repeat(100_000))).containsExactly("x".repeat(40));
        assertThat(TokenIndex.words("' or 1=1 -- <script>")).containsExactly("or", "script");
        assertThat(TokenIndex.words("\ud800 \u0000")).isEmpty();
    }
}
