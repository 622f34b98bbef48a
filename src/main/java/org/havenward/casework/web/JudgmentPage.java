package org.havenward.casework.web;

import java.util.Arrays;
import java.util.List;
import org.havenward.casework.Assessments;
import org.havenward.casework.CaseJudgments;
import org.havenward.casework.CaseReading;
import org.havenward.casework.Conclusion;
import org.havenward.guide.HelpLine;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * A judgment to make, and those that were made on the same matter.
 *
 * @param assessment what it is about, where it is about one
 * @param works whether the viewer works on the case; who only reads it, for a while, is told who can judge
 * @param seen what had been said of safety by now, where it is about that; else empty
 * @param lines whom to call, where it is about safety
 */
public record JudgmentPage(
        CaseReading.Header header,
        Assessments.@Nullable Whole assessment,
        boolean works,
        String seen,
        List<Conclusion> choices,
        List<CaseJudgments.Line> earlier,
        List<HelpLine> lines,
        JudgmentForm form,
        FormErrors errors) {
    public List<Option> conclusions(Shell shell) {
        return choices.stream()
                .map(each -> new Option(each.name(), shell.t(each.key()), shell.t(each.key() + ".hint")))
                .toList();
    }

    public List<Option> bases(Shell shell) {
        return Arrays.stream(Conclusion.Basis.values())
                .map(each -> new Option(each.name(), shell.t(each.key())))
                .toList();
    }
}
