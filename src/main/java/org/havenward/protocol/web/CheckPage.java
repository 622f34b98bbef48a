package org.havenward.protocol.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the check found, what keeps a version from being sent to review first. */
public record CheckPage(VersionHead head, List<Line> blocking, List<Line> advice) {
    /**
     * @param title of the step, question, or phase; null where it is about the whole
     * @param path where it is mended
     */
    public record Line(@Nullable String title, @Nullable String path, String says) {}
}
