package org.havenward.protocol.web;

import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * A draft, to be put in order: its phases, steps, and questions, each with the way to its form.
 *
 * @param commentsLost whether saving a form drops remarks of the file
 * @param typed the whole's title and what it rests on
 */
public record EditPage(
        VersionHead head,
        int edition,
        Outline outline,
        Typed typed,
        boolean commentsLost,
        FormErrors errors,
        @Nullable String noteKey) {}
