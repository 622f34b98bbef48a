package org.havenward.casework.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write in many ways comes to one form; all of it is invented. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NormalizerTest {
    private static NormalForm form(TraceKind kind, String written) {
        var parts = written.split(" on ", 2);
        return Normalizer.of(kind, parts[0], parts.length > 1 ? parts[1] : "").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PHONE | (928) 555-0147 | +1 928.555.0147",
                "PHONE | 928 555 0147 ext. 12 | 1-928-555-0147 x12",
                "EMAIL | Ray.Stone@Example.ORG | mailto:ray.stone@example.org",
                "EMAIL | ray@googlemail.com | ray@gmail.com.",
                "EMAIL | ray@bücher.example | ray@xn--bcher-kva.example",
                "HANDLE | @Ray_Stone on Insta | https://www.instagram.com/ray_stone/ on instagram",
                "PLATE | abc-1234 on AZ | ABC 1234 on az",
                "EMPLOYER | The Harbor Café, Inc. | harbor cafe",
                "EMPLOYER | Stone & Sons L.L.C. | Stone and Sons LLC",
                "EMPLOYER | Ray's Nails Co., Ltd. | RAYS NAILS",
                "ADDRESS | 1200 West Harbor Street, Apt. 4 | 1200 W. Harbor St #4",
                "ADDRESS | P.O. Box 12, Yuma | PO Box 12 Yuma",
                "PERSON | Peña, José | jose pena",
                "PERSON | Mr. Ray O’Dell | O'Dell Ray",
            })
    void these_are_the_same(TraceKind kind, String one, String other) {
        assertThat(form(kind, one)).isEqualTo(form(kind, other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PHONE | 928 555 0147 | 928 555 0147 ext 3",
                "EMAIL | ray.stone+work@example.org | raystone@example.org",
                "HANDLE | ray_stone on instagram | ray.stone on snapchat",
                "PLATE | ABO 1I3 on AZ | AB0-113",
                "EMPLOYER | Stone and Sons | Stone Sons",
                "ADDRESS | 1200 W Harbor St Apt 4, Yuma AZ 85364 | 1200 West Harbor Street",
                "PERSON | Jon Smith | Smyth John",
                "PERSON | Ray T. Stone | Stone, Ray",
            })
    void these_are_alike_and_not_the_same(TraceKind kind, String one, String other) {
        assertThat(form(kind, one).lenient()).isEqualTo(form(kind, other).lenient());
        assertThat(form(kind, one).exact()).isNotEqualTo(form(kind, other).exact());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PHONE | 928 555 0147 | 928 555 0148",
                "EMAIL | ray@example.org | ray@example.com",
                "HANDLE | ray on instagram | roy on instagram",
                "PLATE | ABC 123 | ABC 124",
                "EMPLOYER | Harbor Cafe | Harbor Nails",
                "ADDRESS | 1200 W Harbor St | 1200 E Harbor St",
                "PERSON | Ray Stone | Ray Dell",
                "PERSON | Jan | Jon",
            })
    void these_are_neither(TraceKind kind, String one, String other) {
        assertThat(form(kind, one).lenient()).isNotEqualTo(form(kind, other).lenient());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PHONE:12",
                "PHONE:call me",
                "EMAIL:ray",
                "EMAIL:@example.org",
                "EMAIL:ray@here",
                "HANDLE:@",
                "PLATE:-",
                "PLATE:ABCDEFGHIJKL",
                "EMPLOYER:...",
                "ADDRESS:,",
                "PERSON:- -"
            })
    void what_cannot_be_compared_has_no_form(String written) {
        var parts = written.split(":", 2);
        assertThat(Normalizer.of(TraceKind.valueOf(parts[0]), parts[1], "")).isEmpty();
    }

    @Property(tries = 150)
    void nothing_that_is_typed_breaks_it_and_its_form_stays_itself(
            @ForAll TraceKind kind, @ForAll @StringLength(max = 40) String value) {
        Normalizer.of(kind, value, "").ifPresent(form -> {
            assertThat(form.exact()).isNotBlank();
            assertThat(form.lenient()).isNotBlank();
            assertThat(Normalizer.of(kind, value, "")).contains(form);
        });
    }

    @Property(tries = 60)
    void how_it_is_dotted_spaced_and_capitalized_makes_no_difference(@ForAll long seed) {
        var chance = new Random(seed);
        var digits = "928555" + String.format(Locale.ROOT, "%04d", chance.nextInt(10_000));
        assertThat(form(TraceKind.PHONE, "(" + digits.substring(0, 3) + ") " + digits.substring(3)))
                .isEqualTo(form(TraceKind.PHONE, "+1" + digits));
        var name = word(chance) + " " + word(chance);
        assertThat(form(TraceKind.PERSON, name.toUpperCase(Locale.ROOT) + ","))
                .isEqualTo(form(TraceKind.PERSON, name.replaceFirst("(\\w+) (\\w+)", "$2   $1")));
        assertThat(form(TraceKind.EMPLOYER, name + ", LLC"))
                .isEqualTo(form(TraceKind.EMPLOYER, name.toUpperCase(Locale.ROOT)));
        var handle = word(chance);
        assertThat(form(TraceKind.HANDLE, "@" + handle + " on IG"))
                .isEqualTo(form(TraceKind.HANDLE, handle.toUpperCase(Locale.ROOT) + " on Instagram"));
        var plate = word(chance).substring(0, 3) + chance.nextInt(1000);
        assertThat(form(TraceKind.PLATE, plate.substring(0, 3) + " - " + plate.substring(3)))
                .isEqualTo(form(TraceKind.PLATE, plate.toUpperCase(Locale.ROOT)));
    }

    private static String word(Random chance) {
        return chance.ints(6, 'b', 'n')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
