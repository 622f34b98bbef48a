package org.havenward.voice.web;

import java.util.List;
import java.util.Locale;
import org.havenward.voice.Place;
import org.jspecify.annotations.Nullable;

/**
 * The way of telling something, one step a page.
 *
 * @param reader who reads it, in words
 * @param questions ids of the gentle questions
 * @param schools to choose from, on the district's own page
 * @param problem the key of what has to be mended
 */
public record TellPage(
        TellFrame frame,
        Place place,
        TellForm form,
        String reader,
        List<String> questions,
        List<Place> schools,
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
}
