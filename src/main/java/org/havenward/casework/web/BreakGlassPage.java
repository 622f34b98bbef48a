package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.BreakGlass;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * Opening a case from outside, and what the viewer has open so.
 *
 * @param nothing whether they asked and nothing was opened; it does not say whether there is a case
 */
public record BreakGlassPage(
        List<BreakGlass.Open> mine,
        BreakGlassForm form,
        FormErrors errors,
        boolean nothing,
        @Nullable String done) {
    public List<Option> lengths(Shell shell) {
        return BreakGlass.LENGTHS.stream()
                .map(length -> new Option(
                        String.valueOf(length.toMinutes()), shell.t("casework.glass.minutes." + length.toMinutes())))
                .toList();
    }
}
