package org.havenward.mandate.web;

import java.util.Arrays;
import java.util.List;
import org.havenward.mandate.AnswerKind;
import org.havenward.mandate.Duty;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;

/** Where someone records what the agency answered. */
public record AnswerPage(Duty duty, AnswerForm form, FormErrors errors) {
    public String path(String rest) {
        return "/my-reports/" + duty.id().value() + rest;
    }

    public List<Option> kinds(Shell shell) {
        return Arrays.stream(AnswerKind.values())
                .map(kind -> new Option(kind.name(), shell.t(kind.key()), shell.t(kind.key() + ".hint")))
                .toList();
    }
}
