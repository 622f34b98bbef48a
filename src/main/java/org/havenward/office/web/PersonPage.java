package org.havenward.office.web;

import java.util.List;
import org.havenward.access.Accounts;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.jspecify.annotations.Nullable;

/**
 * One person's account and roles.
 *
 * @param left whether they are on the roster no longer, and so do not sign in
 * @param account null where they have none yet
 * @param tokens how many of their API tokens work
 * @param link a one-time link that was just made, shown this once
 * @param typed what was typed into a form that has to be mended
 */
public record PersonPage(
        String id,
        String name,
        String title,
        boolean left,
        List<String> schools,
        Accounts.@Nullable Account account,
        int tokens,
        List<RoleLine> roles,
        List<Option> schoolOptions,
        boolean self,
        @Nullable String link,
        PersonForm typed,
        FormErrors errors,
        @Nullable String noteKey) {}
