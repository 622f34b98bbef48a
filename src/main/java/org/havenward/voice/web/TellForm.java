package org.havenward.voice.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.havenward.district.SchoolId;
import org.havenward.voice.About;
import org.havenward.voice.Receipt;
import org.havenward.voice.Receipts;
import org.havenward.voice.Told;
import org.havenward.voice.Voice;
import org.havenward.voice.Way;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What a public page sends, whatever it is: each page carries what was said before in hidden fields, since nothing of it is kept
 * on the server until it is sent.
 *
 * @param receipt the words, where they are a receipt
 * @param besides whether the same form had told something else before
 * @param details answers to the gentle questions, by question
 */
public record TellForm(
        Step step,
        @Nullable About about,
        @Nullable Way way,
        boolean urgent,
        boolean elsewhere,
        @Nullable String school,
        String words,
        String name,
        String contact,
        @Nullable String seed,
        @Nullable String proof,
        @Nullable Receipt receipt,
        boolean besides,
        Map<String, String> details,
        boolean back,
        boolean skip) {
    static final int SHORT = 400;
    /** Most characters of an answer to a gentle question. */
    static final int DETAIL = 1_300;

    private static final String CONTACT = "contact";

    /** The pages, one after the other. */
    public enum Step {
        START,
        WAY,
        WRITE,
        SENT,
        FOLLOW,
        DONE
    }

    static TellForm of(MultiValueMap<String, String> sent) {
        var details = new LinkedHashMap<String, String>();
        sent.forEach((name, values) -> {
            if (name.startsWith("d_") && name.length() < 24 && !values.isEmpty() && values.getFirst() != null) {
                details.put(name.substring(2), values.getFirst());
            }
        });
        var go = sent.getFirst("go");
        return new TellForm(
                one(Step.values(), sent.getFirst("step")).orElse(Step.START),
                one(About.values(), sent.getFirst("about")).orElse(null),
                one(Way.values(), sent.getFirst("way")).orElse(null),
                "yes".equals(sent.getFirst("urgent")),
                "yes".equals(sent.getFirst("elsewhere")),
                sent.getFirst("school"),
                text(sent.getFirst("words")),
                text(sent.getFirst("name")),
                text(sent.getFirst("contact")),
                sent.getFirst("seed"),
                sent.getFirst("proof"),
                receipt(sent.getFirst("receipt")).orElse(null),
                "yes".equals(sent.getFirst("besides")),
                details,
                "back".equals(go),
                "skip".equals(go));
    }

    TellForm at(Step other) {
        return new TellForm(
                other, about, way, urgent, elsewhere, school, words, name, contact, seed, proof, receipt, besides,
                details, false, false);
    }

    TellForm with(Voice.Given given, String freshSeed) {
        return new TellForm(
                Step.SENT,
                about,
                way,
                urgent,
                elsewhere,
                school,
                words,
                name,
                contact,
                freshSeed,
                null,
                given.receipt(),
                given.besides(),
                details,
                false,
                false);
    }

    TellForm seeded(String freshSeed) {
        return new TellForm(
                step, about, way, urgent, elsewhere, school, words, name, contact, freshSeed, null, receipt, besides,
                details, back, skip);
    }

    /** What has to be mended before it can be sent; null: nothing. */
    @Nullable
    String problem() {
        if (words.isBlank()) {
            return "error.empty";
        }
        return words.length() > Told.WORDS || name.length() > SHORT || contact.length() > SHORT ? "error.long" : null;
    }

    /** The same of the answers to the gentle questions. */
    @Nullable
    String detailsProblem() {
        return details.values().stream().anyMatch(answer -> answer.length() > DETAIL) ? "error.long" : null;
    }

    /** What they answered, by question, but for how they can be reached. */
    Map<String, String> answered(List<String> questions) {
        var answered = new LinkedHashMap<String, String>();
        questions.stream()
                .filter(question -> !question.equals(CONTACT))
                .forEach(question -> answered.put(
                        question, details.getOrDefault(question, "").strip()));
        answered.values().removeIf(String::isEmpty);
        return answered;
    }

    /** How they can be reached, where they say it after they told; empty: nothing. */
    String reached() {
        return details.getOrDefault(CONTACT, "").strip();
    }

    int most() {
        if (step == Step.FOLLOW) {
            return DETAIL;
        }
        return words.length() > Told.WORDS ? Told.WORDS : SHORT;
    }

    /** Their name and how contact is safe, in two lines; none where they stay anonymous or left it empty. */
    @Nullable
    String identity() {
        var both = (name.strip() + "\n" + contact.strip()).strip();
        return way == null || way == Way.ANONYMOUS || both.isEmpty() ? null : both;
    }

    /** Without a name there is nothing to lock or to show. */
    Way wayTaken() {
        return way == null || identity() == null ? Way.ANONYMOUS : way;
    }

    Optional<SchoolId> schoolId() {
        try {
            return school == null || school.length() != 36
                    ? Optional.empty()
                    : Optional.of(new SchoolId(UUID.fromString(school)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    static Optional<Receipt> receipt(@Nullable String typed) {
        return typed != null && Receipts.read(typed) instanceof Receipts.Read.Good good
                ? Optional.of(good.receipt())
                : Optional.empty();
    }

    static <E extends Enum<E>> Optional<E> one(E[] all, @Nullable String name) {
        return Stream.of(all)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text.replace("\r\n", "\n");
    }
}
