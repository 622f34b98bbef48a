package org.havenward.casework.web;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.havenward.casework.CaseReading;
import org.havenward.casework.CaseStatus;
import org.havenward.casework.Conclusion;
import org.havenward.casework.SealedWords;
import org.havenward.web.Crumb;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/** How cases are put into words: the same on every page about them. */
public final class Telling {
    private Telling() {}

    /** The name the student uses; until anyone knows it, that it is not known. */
    public static String name(Shell shell, String called) {
        return called.isEmpty() ? shell.t("casework.unnamed") : called;
    }

    /** A grade as people say it; the roster writes {@code 07} or {@code KG}. */
    public static String grade(Shell shell, String grade) {
        if (grade.isEmpty()) {
            return "";
        }
        var key = "casework.grade." + grade.toLowerCase(java.util.Locale.ROOT);
        return shell.knows(key) ? shell.t(key) : shell.t("casework.grade", grade.replaceFirst("^0+(?=.)", ""));
    }

    /** Grade, school, and counselor in one line. */
    public static String place(Shell shell, CaseReading.Header header) {
        var grade = grade(shell, header.grade());
        var parts = new java.util.ArrayList<String>();
        if (!grade.isEmpty()) {
            parts.add(grade);
        }
        parts.add(header.schoolName());
        parts.add(header.leadThere() ? shell.t("casework.led_by", header.leadName()) : shell.t("casework.no-lead"));
        return String.join(" · ", parts);
    }

    /** Who is to do what a case owes. */
    public static String lead(Shell shell, CaseReading.Header header) {
        return header.leadThere() ? header.leadName() : shell.t("casework.lead-to-come");
    }

    public static String tone(CaseStatus status) {
        return switch (status) {
            case SUSPICION, CONFIRMED, RECOVERY -> "now";
            case CLOSED -> "done";
        };
    }

    /** The sentence that an entry is told with. */
    public static String heading(Shell shell, CaseReading.Line line) {
        return shell.t(
                line.kind().key(),
                line.person() == null ? "" : line.person(),
                status(shell, line.from()),
                status(shell, line.to()),
                line.codeKey() == null ? "" : shell.t(line.codeKey(), line.person() == null ? "" : line.person()));
    }

    /** Words as they can be shown: where their key is destroyed, that they are gone. */
    public static @Nullable String words(Shell shell, SealedWords words) {
        return words.gone() ? shell.t("casework.words_gone") : words.text();
    }

    /** What a confirmation rests on, in words. */
    public static String bases(Shell shell, Set<Conclusion.Basis> basis) {
        return basis.stream().sorted().map(each -> shell.t(each.key())).collect(Collectors.joining(", "));
    }

    public static List<Crumb> crumbs(Shell shell) {
        return List.of(new Crumb(shell.t("casework.nav.cases"), "/cases"));
    }

    public static List<Crumb> crumbs(Shell shell, CaseReading.Header header) {
        return List.of(
                new Crumb(shell.t("casework.nav.cases"), "/cases"), new Crumb(header.number(), path(header, "")));
    }

    public static String path(CaseReading.Header header, String rest) {
        return "/cases/" + header.id().value() + rest;
    }

    private static String status(Shell shell, @Nullable CaseStatus status) {
        return status == null ? "" : shell.t(status.key());
    }
}
