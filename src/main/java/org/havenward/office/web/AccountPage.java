package org.havenward.office.web;

import java.util.List;
import org.havenward.access.ApiTokens;
import org.havenward.access.SecondFactor;
import org.havenward.access.Sessions;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.jspecify.annotations.Nullable;

/**
 * One's own account.
 *
 * @param newToken a token that was just made, shown this once
 * @param noteKey message key of what just happened
 */
public record AccountPage(
        String name,
        String email,
        List<RoleLine> roles,
        SecondFactor.State secondFactor,
        List<Sessions.Line> sessions,
        List<ApiTokens.Line> tokens,
        boolean mayMakeTokens,
        @Nullable String newToken,
        @Nullable String tokenName,
        String language,
        List<Option> languages,
        FormErrors errors,
        @Nullable String noteKey) {}
