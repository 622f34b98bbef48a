package org.havenward.district.roster;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.havenward.district.RosterFault;
import org.jspecify.annotations.Nullable;

/** The cells of the row being read, by column, checked as they are asked for. What is wrong is noted, and the row spoiled. */
final class Cells {
    static final long NO_DATE = Long.MIN_VALUE;
    private static final int LONGEST_ID = 255;

    private final String file;
    private final Faults faults;
    private final List<String> header;
    private final Map<String, Integer> places = new HashMap<>();
    private final boolean delta;
    private List<String> fields = List.of();
    private long row;
    private boolean spoiled;

    Cells(String file, List<String> header, boolean delta, Faults faults) {
        this.file = file;
        this.header = header;
        this.delta = delta;
        this.faults = faults;
        for (int place = 0; place < header.size(); place++) {
            places.putIfAbsent(header.get(place).toLowerCase(Locale.ROOT), place);
        }
    }

    /** The place of a column; -1 where the file lacks it. */
    int place(String column) {
        return places.getOrDefault(column.toLowerCase(Locale.ROOT), -1);
    }

    void row(long number, List<String> cells) {
        row = number;
        fields = cells;
        spoiled = false;
    }

    long row() {
        return row;
    }

    boolean spoiled() {
        return spoiled;
    }

    void fault(int place, RosterFault fault, @Nullable String value) {
        spoiled = true;
        faults.add(file, row, place < 0 ? null : header.get(place), value, fault);
    }

    /** What stands there, without spaces around; null for nothing. Checked for what no cell may hold. */
    @Nullable
    String text(int place, int longest) {
        if (place < 0) {
            return null;
        }
        var value = fields.get(place).strip();
        if (value.isEmpty()) {
            return null;
        }
        if (value.length() > longest) {
            fault(place, RosterFault.TOO_LONG, null);
            return value.substring(0, longest);
        }
        for (int at = 0; at < value.length(); at++) {
            char letter = value.charAt(at);
            if (letter == 0) {
                fault(place, RosterFault.NUL_CHARACTER, null);
                return null;
            }
            if (letter == '\uFFFD' || Character.isSurrogate(letter) && broken(value, at)) {
                fault(place, RosterFault.WRONG_ENCODING, null);
                return null;
            }
        }
        return value;
    }

    private static boolean broken(String value, int at) {
        if (Character.isHighSurrogate(value.charAt(at))) {
            return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
        }
        return at == 0 || !Character.isHighSurrogate(value.charAt(at - 1));
    }

    /** Text that must be there; empty where it is not. Line breaks in it become spaces. */
    String needed(int place, int longest) {
        var value = text(place, longest);
        if (value == null) {
            missing(place);
            return "";
        }
        return oneLine(value);
    }

    private static String oneLine(String value) {
        for (int at = 0; at < value.length(); at++) {
            if (value.charAt(at) < ' ') {
                return value.replaceAll("\\p{Cntrl}+", " ");
            }
        }
        return value;
    }

    @Nullable
    String id(int place) {
        return text(place, LONGEST_ID);
    }

    @Nullable
    String neededId(int place) {
        var id = id(place);
        if (id == null) {
            missing(place);
        }
        return id;
    }

    List<String> ids(int place) {
        var value = text(place, 100 * LONGEST_ID);
        if (value == null) {
            return List.of();
        }
        if (value.indexOf(',') < 0) {
            return value.length() > LONGEST_ID ? tooLong(place) : List.of(value);
        }
        var ids = new ArrayList<String>();
        for (var part : value.split(",")) {
            var id = part.strip();
            if (id.length() > LONGEST_ID) {
                return tooLong(place);
            }
            if (!id.isEmpty() && !ids.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private List<String> tooLong(int place) {
        fault(place, RosterFault.TOO_LONG, null);
        return List.of();
    }

    private void missing(int place) {
        if (place < 0 || fields.get(place).isBlank()) {
            fault(place, RosterFault.MISSING_VALUE, null);
        }
    }

    /** One of the words of an enumeration, as the standard writes it; null where it is none of them. */
    @Nullable
    String choice(int place, Map<String, String> choices, boolean extensible) {
        var value = text(place, 200);
        if (value == null) {
            missing(place);
            return null;
        }
        var known = choices.get(value.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        if (extensible && value.startsWith("ext:") && value.length() > 4) {
            return value;
        }
        fault(place, RosterFault.BAD_CHOICE, value);
        return null;
    }

    /** Choices for {@link #choice}. */
    static Map<String, String> choices(String... words) {
        var choices = new HashMap<String, String>();
        for (var word : words) {
            choices.put(word.toLowerCase(Locale.ROOT), word);
        }
        return Map.copyOf(choices);
    }

    boolean yes(int place) {
        var value = text(place, 20);
        if (value == null || value.equalsIgnoreCase("false") || value.equals("0")) {
            return false;
        }
        if (value.equalsIgnoreCase("true") || value.equals("1")) {
            return true;
        }
        fault(place, RosterFault.BAD_BOOLEAN, value);
        return false;
    }

    /** A day as 2026-08-17, in days since 1970; {@link #NO_DATE} for none. */
    long date(int place) {
        var value = text(place, 40);
        if (value == null) {
            return NO_DATE;
        }
        long day = value.length() == 10 ? day(value) : NO_DATE;
        if (day == NO_DATE) {
            fault(place, RosterFault.BAD_DATE, value);
        }
        return day;
    }

    long neededDate(int place) {
        var date = date(place);
        if (date == NO_DATE) {
            missing(place);
        }
        return date;
    }

    /** Whether the row takes its thing away; checks status and dateLastModified on the way. */
    boolean gone(int status, int modified) {
        if (modified >= 0) {
            var time = text(modified, 60);
            if (time != null && (time.length() < 10 || day(time.substring(0, 10)) == NO_DATE || !timeOfDay(time))) {
                fault(modified, RosterFault.BAD_TIME, time);
            } else if (time == null && delta) {
                missing(modified);
            }
        }
        if (status < 0) {
            return false;
        }
        var value = text(status, 60);
        if (value == null) {
            if (delta) {
                missing(status);
            }
            return false;
        }
        if (value.equalsIgnoreCase("active") || value.equalsIgnoreCase("inactive")) {
            return false;
        }
        if (value.equalsIgnoreCase("tobedeleted")) {
            return true;
        }
        fault(status, RosterFault.BAD_STATUS, value);
        return false;
    }

    private static boolean timeOfDay(String time) {
        if (time.length() == 10) {
            return true;
        }
        char between = time.charAt(10);
        return (between == 'T' || between == 't' || between == ' ')
                && time.length() >= 16
                && Character.isDigit(time.charAt(11))
                && time.charAt(13) == ':';
    }

    private static long day(String text) {
        if (text.charAt(4) != '-' || text.charAt(7) != '-') {
            return NO_DATE;
        }
        int number = 0;
        for (int at = 0; at < 10; at++) {
            if (at == 4 || at == 7) {
                continue;
            }
            char digit = text.charAt(at);
            if (digit < '0' || digit > '9') {
                return NO_DATE;
            }
            number = number * 10 + (digit - '0');
        }
        int year = number / 10_000;
        if (year < 1900 || year > 2200) {
            return NO_DATE;
        }
        try {
            return LocalDate.of(year, number / 100 % 100, number % 100).toEpochDay();
        } catch (DateTimeException noSuchDay) {
            return NO_DATE;
        }
    }

    /** The grade as we keep it: the first of the list; empty for none. */
    String grade(int place) {
        var value = text(place, 200);
        if (value == null) {
            return "";
        }
        var first = "";
        for (var part : value.split(",")) {
            var grade = part.strip().toUpperCase(Locale.ROOT);
            if (grade.isEmpty()) {
                continue;
            }
            var known = knownGrade(grade);
            if (known == null) {
                fault(place, RosterFault.BAD_GRADE, value);
                return "";
            }
            if (first.isEmpty()) {
                first = known;
            }
        }
        return first;
    }

    private static final Set<String> GRADES = Set.of(
            "IT", "PR", "PK", "TK", "KG", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13",
            "PS", "UG", "OTHER");

    private static @Nullable String knownGrade(String grade) {
        if (GRADES.contains(grade)) {
            return grade;
        }
        if (grade.equals("K")) {
            return "KG";
        }
        return grade.length() == 1 && grade.charAt(0) >= '1' && grade.charAt(0) <= '9' ? "0" + grade : null;
    }
}
