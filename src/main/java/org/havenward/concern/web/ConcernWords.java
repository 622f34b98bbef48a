package org.havenward.concern.web;

import java.util.List;
import java.util.Locale;
import org.havenward.concern.ConcernStatus;
import org.havenward.concern.Origin;
import org.havenward.concern.Outcome;
import org.havenward.concern.ReporterStatus;
import org.havenward.district.Student;
import org.havenward.web.Shell;

/** Words for what the pages of concerns show. */
public final class ConcernWords {
    private ConcernWords() {}

    public static String status(Shell shell, ConcernStatus status) {
        return shell.t("concern.status." + key(status));
    }

    public static String tone(ConcernStatus status) {
        return switch (status) {
            case WAITING, MORE_ASKED -> "now";
            case BEING_LOOKED_AT -> "plain";
            case IN_CASE, ROUTED -> "done";
        };
    }

    public static String status(Shell shell, ReporterStatus status) {
        return shell.t("concern.own.status." + key(status));
    }

    public static String tone(ReporterStatus status) {
        return switch (status) {
            case RECEIVED -> "now";
            case BEING_LOOKED_AT -> "plain";
            case CLOSED -> "done";
        };
    }

    public static String route(Shell shell, Outcome.Route route) {
        return shell.t("concern.route." + key(route));
    }

    /** Grade as people say it. */
    public static String grade(Shell shell, String grade) {
        var plain = grade.strip();
        return switch (plain.toUpperCase(Locale.ROOT)) {
            case "" -> "";
            case "IT", "PR", "PK" -> shell.t("concern.grade.pk");
            case "TK", "KG" -> shell.t("concern.grade.kg");
            default -> shell.t("concern.grade", plain.replaceFirst("^0+(?=\\d)", ""));
        };
    }

    public static String student(Shell shell, Student student) {
        var grade = grade(shell, student.grade());
        return grade.isEmpty()
                ? student.name() + ", " + student.schoolName()
                : student.name() + ", " + grade + ", " + student.schoolName();
    }

    /** "Ana Ortiz", "Ana Ortiz and Bo Lin", "Ana Ortiz, Bo Lin and Cy Hale". */
    public static String names(Shell shell, List<String> names) {
        if (names.isEmpty()) {
            return shell.t("concern.the-counselor");
        }
        if (names.size() == 1) {
            return names.getFirst();
        }
        return shell.t("concern.and", String.join(", ", names.subList(0, names.size() - 1)), names.getLast());
    }

    /** Who told it: a member of staff by name, a student or a family by what they are. */
    public static String reporter(Shell shell, Origin origin, String name) {
        return origin == Origin.STAFF ? name : shell.t("concern.origin." + key(origin));
    }

    static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
