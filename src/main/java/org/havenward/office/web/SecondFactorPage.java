package org.havenward.office.web;

import org.havenward.web.FormErrors;

/**
 * Sets up an authenticator app.
 *
 * @param key to type where the picture can't be read
 * @param asksPassword whether one is in force already, so that the password is asked for
 */
public record SecondFactorPage(
        String action,
        String picture,
        String key,
        boolean signingIn,
        boolean asksPassword,
        String after,
        FormErrors errors) {}
