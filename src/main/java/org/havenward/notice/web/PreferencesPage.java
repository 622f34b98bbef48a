package org.havenward.notice.web;

import java.util.List;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;

/** How someone wants to hear. */
public record PreferencesPage(
        PreferencesForm form,
        FormErrors errors,
        List<Option> ways,
        List<Option> times,
        boolean sendsMail,
        boolean saved) {}
