package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.LinkDesk;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;

/** A suggestion, and with which case to link. */
public record LinkChoicePage(LinkDesk.Choice choice, LinkForm form, FormErrors errors) {
    public List<Option> cases() {
        return choice.cases().stream()
                .map(file -> new Option(
                        file.number(), file.number(), String.join(" · ", file.schoolName(), file.leadName())))
                .toList();
    }
}
