package org.havenward.casework.instrument;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a schema cannot say: each id once, every text in every language, and conditions that ask only what came before. */
final class InstrumentCheck {
    private final Instrument instrument;
    private final BiConsumer<String, String> problem;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Item> asked = new HashMap<>();

    /** @param problem takes the place and what is wrong there */
    InstrumentCheck(Instrument instrument, BiConsumer<String, String> problem) {
        this.instrument = instrument;
        this.problem = problem;
    }

    void run() {
        text("/title", instrument.title());
        text("/lead", instrument.lead());
        if (instrument.id().startsWith("havenward.") == (instrument.license() != null)) {
            problem.accept(
                    "/id",
                    instrument.license() == null
                            ? "needs a license: who holds it, what it allows, and who may use it"
                            : "'havenward.' is for the instruments that ship; name yours by its owner, such as 'owner.tool'");
        }
        for (int number = 0; number < instrument.sections().size(); number++) {
            section("/sections/" + number, instrument.sections().get(number));
        }
        if (asked.isEmpty()) {
            problem.accept("/sections", "asks nothing: it needs at least one question");
        }
    }

    private void section(String place, Section section) {
        id(place, section.id());
        text(place + "/title", section.title());
        text(place + "/lead", section.lead());
        condition(place + "/showIf", section.showIf());
        for (int number = 0; number < section.items().size(); number++) {
            item(place + "/items/" + number, section.items().get(number));
        }
    }

    private void item(String place, Item item) {
        id(place, item.id());
        text(place + "/ask", item.ask());
        text(place + "/say", item.say());
        text(place + "/help", item.help());
        condition(place + "/showIf", item.showIf());
        var options = item.options();
        boolean needsOptions = item.kind() == Item.Kind.CHOICE || item.kind() == Item.Kind.SEVERAL;
        if (needsOptions != (options != null)) {
            problem.accept(place, needsOptions ? "needs options to choose from" : "takes no options");
        }
        if (options != null) {
            var seen = new HashSet<String>();
            for (int number = 0; number < options.size(); number++) {
                var option = options.get(number);
                text(place + "/options/" + number + "/text", option.text());
                if (!seen.add(option.id())) {
                    problem.accept(place + "/options/" + number, "id " + option.id() + " is used twice");
                }
            }
        }
        immediate(place + "/immediate", item);
        if (item.kind().asks()) {
            asked.put(item.id(), item);
        }
    }

    private void immediate(String place, Item item) {
        var immediate = item.immediate();
        if (immediate == null) {
            return;
        }
        text(place + "/act", immediate.act());
        for (var answer : immediate.when()) {
            if (!item.choices().contains(answer)) {
                problem.accept(place, "'" + answer + "' is no answer to this question");
            }
        }
    }

    private void condition(String place, @Nullable Condition condition) {
        if (condition == null) {
            return;
        }
        condition.leaves().forEach(leaf -> {
            var item = asked.get(String.valueOf(leaf.question()));
            if (item == null) {
                problem.accept(place, "'" + leaf.question() + "' is not a question that comes before this");
            } else if (!item.kind().chooses()) {
                problem.accept(place, "'" + leaf.question() + "' is not answered by a choice");
            } else {
                for (var answer : leaf.is() == null ? List.<String>of() : leaf.is()) {
                    if (!item.choices().contains(answer)) {
                        problem.accept(place, "'" + answer + "' is no answer to '" + leaf.question() + "'");
                    }
                }
            }
        });
    }

    private void id(String place, String id) {
        if (!ids.add(id)) {
            problem.accept(place, "id " + id + " is used twice");
        }
    }

    private void text(String place, @Nullable Text text) {
        if (text == null) {
            return;
        }
        for (var language : instrument.languages()) {
            if (!text.byLanguage().containsKey(language)) {
                problem.accept(place, "is missing in '" + language + "'");
            }
        }
        for (var language : text.byLanguage().keySet()) {
            if (!instrument.languages().contains(language)) {
                problem.accept(place, "'" + language + "' is not among the instrument's languages");
            }
        }
    }
}
