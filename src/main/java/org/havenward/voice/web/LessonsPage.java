package org.havenward.voice.web;

import java.util.List;
import org.havenward.prevention.Lesson;
import org.havenward.voice.Funnel;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * Lessons, newest first, and each school's counts of this school year.
 *
 * @param next where the page after this one begins; null on the last
 */
public record LessonsPage(
        List<Line> lessons, List<Year> years, @Nullable String next) {
    public record Line(Lesson lesson, String school) {}

    public record Year(String school, Funnel funnel) {}

    /** A count, or that it is too small to show. */
    public static String count(Shell shell, @Nullable Long shown) {
        return shown == null ? shell.t("voice.funnel.few") : shell.t("voice.funnel.number", shown);
    }
}
