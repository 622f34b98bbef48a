package org.havenward.casework.web;

import org.havenward.casework.CaseReading;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** A note to add, or the correction of an entry. */
public record NotePage(
        CaseReading.Header header, CaseReading.@Nullable Line original, String text, FormErrors errors) {}
