package org.havenward.district.roster;

import java.util.ArrayList;
import java.util.List;
import org.havenward.district.RosterFault;
import org.havenward.district.RosterReport;
import org.havenward.district.RosterReport.Problem;
import org.jspecify.annotations.Nullable;

/** What was found wrong while reading: the first thousand of each file, and how many. */
final class Faults {
    private final List<Problem> listed = new ArrayList<>();
    private int listedOfFile;
    private String file = "";
    private long count;
    private boolean wholeFile;

    void add(String ofFile, long row, @Nullable String column, @Nullable String value, RosterFault fault) {
        if (!file.equals(ofFile)) {
            file = ofFile;
            listedOfFile = 0;
        }
        count++;
        wholeFile |= fault.ofWholeFile();
        if (listedOfFile < RosterReport.MOST_PROBLEMS) {
            listedOfFile++;
            listed.add(new Problem(ofFile, row, column, value == null ? null : shown(value), fault));
        }
    }

    List<Problem> listed() {
        return listed;
    }

    long count() {
        return count;
    }

    /** Whether a file as a whole is at fault, so that skipping rows is no help. */
    boolean wholeFile() {
        return wholeFile;
    }

    /** A value as it can be shown: short, and without characters that do something. */
    static String shown(String value) {
        var plain = new StringBuilder();
        value.codePoints()
                .limit(60)
                .forEach(point -> plain.appendCodePoint(
                        Character.isISOControl(point) || Character.getType(point) == Character.FORMAT
                                ? '\uFFFD'
                                : point));
        return value.codePointCount(0, value.length()) > 60 ? plain.append('…').toString() : plain.toString();
    }
}
