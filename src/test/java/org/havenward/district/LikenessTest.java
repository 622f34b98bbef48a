package org.havenward.district;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LikenessTest {
    @Test
    void a_name_loses_its_accents_and_marks() {
        assertThat(NameWords.split("  José-María  O’Brien ")).containsExactly("jose", "maria", "obrien");
        assertThat(NameWords.split("Łucja Søren Núñez")).containsExactly("lucja", "soren", "nunez");
        assertThat(NameWords.split("'; drop table student; --")).containsExactly("drop", "table", "student");
        assertThat(NameWords.split(" \u0000 ,;")).isEmpty();
    }

    @Test
    void a_person_is_kept_under_each_word_of_their_name_and_under_the_words_together() {
        assertThat(NameWords.of("María José", "de la Cruz"))
                .containsExactlyInAnyOrder("maria", "jose", "mariajose", "de", "la", "cruz", "delacruz");
    }

    @Test
    void nearer_words_come_first() {
        assertThat(Likeness.of("garcia", "garcia")).isEqualTo(1);
        assertThat(Likeness.of("garc", "garcia")).isGreaterThan(Likeness.of("arci", "garcia"));
        assertThat(Likeness.of("gracia", "garcia")).isGreaterThan(0.75);
        assertThat(Likeness.of("jhon", "john")).isGreaterThan(0.75);
        assertThat(Likeness.of("gonsales", "gonzalez")).isGreaterThan(0.5);
        assertThat(Likeness.of("maria", "wolfgang")).isZero();
    }

    @Test
    void a_swapped_pair_of_letters_is_one_slip() {
        assertThat(Likeness.slips("gracia", "garcia")).isEqualTo(1);
        assertThat(Likeness.slips("", "abc")).isEqualTo(3);
    }
}
