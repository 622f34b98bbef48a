package org.havenward.protocol.web;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.havenward.protocol.VersionVerb;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * One version: where it stands, whose turn it is, what it says, and who did what to it.
 *
 * @param turnKey the message that says whose turn it is
 * @param outline null where the text can't be read yet
 * @param mayCopy whether the reader may start a draft from it
 * @param remark what was typed as a reason
 * @param noteKey the message of what was just done; null for nothing
 */
public record VersionPage(
        VersionHead head,
        String turnKey,
        @Nullable Outline outline,
        List<Done> history,
        Set<VersionVerb> may,
        boolean mayCopy,
        String remark,
        FormErrors errors,
        @Nullable String noteKey) {
    /** @param times how often in a row; more than once for saves */
    public record Done(VersionVerb verb, String by, Instant at, String remark, int times) {}

    public boolean may(String verb) {
        return may.contains(VersionVerb.valueOf(verb));
    }
}
