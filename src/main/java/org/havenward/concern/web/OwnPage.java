package org.havenward.concern.web;

import java.util.List;
import org.havenward.concern.Concerns;
import org.havenward.guide.BesideConcern;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * One's own concern.
 *
 * @param about the student's name, or how they were described
 * @param indicators in words
 * @param addition what was typed and has to be mended
 * @param newFact whether it was said to be new
 * @param danger whether it was said that someone is in danger now
 */
public record OwnPage(
        Concerns.OwnConcern concern,
        String about,
        String schoolName,
        List<String> indicators,
        @Nullable String addition,
        boolean newFact,
        boolean danger,
        FormErrors errors,
        BesideConcern beside) {}
