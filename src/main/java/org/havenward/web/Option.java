package org.havenward.web;

import org.jspecify.annotations.Nullable;

/**
 * A choice of a select, of radios, or of checkboxes.
 *
 * @param hint a line of explanation under the label (radios and checkboxes)
 */
public record Option(String value, String label, @Nullable String hint) {
    public Option(String value, String label) {
        this(value, label, null);
    }
}
