package org.havenward.office.web;

import org.havenward.web.FormErrors;

/**
 * Asks for a new password.
 *
 * @param action where the form goes
 * @param least characters at least
 * @param asksCurrent whether the present one is asked for as well
 */
public record NewPasswordPage(
        String name, String action, int least, boolean asksCurrent, boolean first, String after, FormErrors errors) {}
