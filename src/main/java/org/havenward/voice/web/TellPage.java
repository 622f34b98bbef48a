package org.havenward.voice.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.havenward.voice.Place;
import org.havenward.voice.Way;
import org.jspecify.annotations.Nullable;

/**
 * The way of telling something, one step a page.
 *
 * @param reader who reads it, in words
 * @param questions ids of the gentle questions
 * @param schools to choose from, on the district's own page
 * @param typed what was typed where the receipt belongs
 * @param problem the key of what has to be mended
 */
public record TellPage(
        TellFrame frame,
        Place place,
        TellForm form,
        String reader,
        List<String> questions,
        List<Place> schools,
        String typed,
        @Nullable String problem) {

    public boolean at(TellForm.Step step) {
        return form.step() == step;
    }

    public static String key(@Nullable Enum<?> value) {
        return value == null ? "" : value.name().toLowerCase(Locale.ROOT);
    }

    public String problemText() {
        return problem == null ? "" : frame.t(problem, form.most());
    }

    /** Whether the page asks for a name. */
    public boolean asksName() {
        return form.way() == Way.NAMED || form.way() == Way.CONFIDENTIAL;
    }

    /** What the page carries on without a field for it. Once it has arrived, no more than the next pages need. */
    public Map<String, String> kept() {
        var kept = new LinkedHashMap<String, String>();
        var writing = form.step() == TellForm.Step.WRITE;
        if (form.step() == TellForm.Step.DONE) {
            return kept;
        }
        if (form.step() != TellForm.Step.START) {
            kept.put("about", key(form.about()));
        }
        kept.put("way", form.step() == TellForm.Step.WAY ? "" : key(form.way()));
        kept.put("seed", form.seed() == null ? "" : form.seed());
        kept.put("words", writing ? "" : form.words());
        kept.put("elsewhere", form.elsewhere() && !writing ? "yes" : "");
        if (form.step() == TellForm.Step.SENT || form.step() == TellForm.Step.FOLLOW) {
            kept.put("receipt", form.receipt() == null ? "" : form.receipt().text());
            kept.put("besides", form.besides() && form.step() == TellForm.Step.SENT ? "yes" : "");
        } else {
            kept.put("urgent", form.urgent() && !writing ? "yes" : "");
            kept.put("school", form.school() == null || writing && !schools.isEmpty() ? "" : form.school());
            kept.put("name", writing && asksName() ? "" : form.name());
            kept.put("contact", writing && asksName() ? "" : form.contact());
        }
        kept.values().removeIf(String::isEmpty);
        return kept;
    }
}
