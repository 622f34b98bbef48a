package org.havenward.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ReceiptsTest {
    @Property(tries = 2000)
    void what_is_given_is_read_again(@ForAll @Size(8) byte[] secret) {
        var receipt = Receipts.of(secret);
        assertThat(receipt.words()).hasSize(8);
        assertThat(Receipts.read(receipt.text()))
                .isInstanceOfSatisfying(
                        Receipts.Read.Good.class,
                        good -> assertThat(good.receipt().secret()).isEqualTo(secret));
    }

    @Property(tries = 500)
    void case_marks_and_all_but_four_letters_do_not_matter(@ForAll @Size(8) byte[] secret) {
        var words = Receipts.of(secret).words().stream()
                .map(word -> word.substring(0, Math.min(4, word.length())).toUpperCase(java.util.Locale.ROOT))
                .toList();
        assertThat(Receipts.read("  " + String.join(", ", words) + ".")).isInstanceOf(Receipts.Read.Good.class);
    }

    @Property(tries = 500)
    void most_swapped_words_are_noticed(@ForAll @Size(8) byte[] secret, @ForAll @IntRange(min = 0, max = 6) int at) {
        var words = new ArrayList<>(Receipts.of(secret).words());
        Collections.swap(words, at, at + 1);
        var read = Receipts.read(String.join(" ", words));
        assertThat(read instanceof Receipts.Read.Mistyped || read instanceof Receipts.Read.Good)
                .isTrue();
    }

    @net.jqwik.api.Example
    void one_wrong_word_passes_the_checksum_once_in_256() {
        var chance = new Random(4);
        var passed = 0;
        for (var tries = 0; tries < 5_000; tries++) {
            var secret = new byte[8];
            chance.nextBytes(secret);
            var other = new byte[8];
            chance.nextBytes(other);
            var words = new ArrayList<>(Receipts.of(secret).words());
            words.set(chance.nextInt(8), Receipts.of(other).words().getFirst());
            if (Receipts.read(String.join(" ", words)) instanceof Receipts.Read.Good) {
                passed++;
            }
        }
        assertThat(passed).isLessThan(60);
    }

    @net.jqwik.api.Example
    void what_is_no_receipt_is_said_to_be_none() {
        assertThat(Receipts.read("")).isEqualTo(new Receipts.Read.WrongCount(0));
        assertThat(Receipts.read("acorn acorn")).isEqualTo(new Receipts.Read.WrongCount(2));
        assertThat(Receipts.read("a ".repeat(100_000))).isEqualTo(new Receipts.Read.WrongCount(9));
        var words = new ArrayList<>(Receipts.of(new byte[8]).words());
        words.set(2, "qqqq");
        assertThat(Receipts.read(String.join(" ", words))).isEqualTo(new Receipts.Read.Unknown(3));
    }

    @net.jqwik.api.Example
    void two_receipts_are_never_alike() {
        var seen = new HashSet<String>();
        var chance = new Random(1);
        for (var tries = 0; tries < 10_000; tries++) {
            var secret = new byte[8];
            chance.nextBytes(secret);
            assertThat(seen.add(Receipts.of(secret).text())).isTrue();
        }
    }
}
