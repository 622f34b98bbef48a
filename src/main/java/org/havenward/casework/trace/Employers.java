package org.havenward.casework.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Employers and businesses: without what only says their legal form. */
final class Employers {
    private static final Set<String> LEGAL_FORMS = Set.of(
            "inc",
            "incorporated",
            "llc",
            "llp",
            "lp",
            "ltd",
            "limited",
            "co",
            "company",
            "corp",
            "corporation",
            "plc",
            "pllc",
            "pc",
            "dba");

    private Employers() {}

    static Optional<NormalForm> of(String value) {
        var joined = Normalizer.plain(value)
                .replace("&", " and ")
                .replaceAll("['’.]", "")
                .replaceAll("\\b(l l c|s de r l( de c v)?|s a de c v|sa de cv|s de rl de cv)\\b", " llc ");
        var words = new ArrayList<>(List.of(Normalizer.words(joined).split(" ")));
        while (words.size() > 1 && LEGAL_FORMS.contains(words.getLast())) {
            words.removeLast();
        }
        if (words.size() > 1 && words.getFirst().equals("the")) {
            words.removeFirst();
        }
        var exact = String.join(" ", words);
        return exact.isEmpty()
                ? Optional.empty()
                : Optional.of(new NormalForm(exact, exact.replaceAll("\\band\\b|\\by\\b| ", "")))
                        .map(form -> form.lenient().isEmpty() ? new NormalForm(exact, exact) : form);
    }
}
