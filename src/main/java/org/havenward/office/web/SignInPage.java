package org.havenward.office.web;

import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * Signing in with e-mail and password.
 *
 * @param after the page to go on to
 * @param noteKey message key of why one is here; null for no note
 */
public record SignInPage(
        String email,
        String after,
        FormErrors errors,
        @Nullable String noteKey) {}
