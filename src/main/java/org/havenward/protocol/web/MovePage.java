package org.havenward.protocol.web;

import org.havenward.casework.CaseReading;
import org.havenward.protocol.CaseVersion;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * What moving a case to the version in force would change.
 *
 * @param move null where there is nothing to move
 */
public record MovePage(CaseReading.Header header, CaseVersion.@Nullable Move move, FormErrors errors) {
    public String path(String rest) {
        return "/cases/" + header.id().value() + rest;
    }
}
