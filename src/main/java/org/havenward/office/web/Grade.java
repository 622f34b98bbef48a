package org.havenward.office.web;

import org.havenward.web.Shell;

/** A grade as people say it. */
public final class Grade {
    private Grade() {}

    /** @param code as the roster writes it (CEDS), such as {@code 07}, {@code KG}, {@code PK} */
    public static String text(Shell shell, String code) {
        if (code.matches("0?[1-9]|1[0-3]")) {
            return shell.t("office.grade", Integer.valueOf(code).toString());
        }
        var key = "office.grade." + code;
        return shell.knows(key) ? shell.t(key) : code;
    }
}
