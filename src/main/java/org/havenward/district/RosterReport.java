package org.havenward.district;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a roster holds, what is wrong with it, and what it changes or would change.
 *
 * @param accepted whether it can be (or was) brought in: nothing is wrong, or what is wrong is skipped
 * @param delta whether any file held changes only
 * @param problems the first thousand, in the order of files and rows
 * @param problemCount all of them
 * @param skippedRows rows left out because of problems
 * @param ignoredRows rows that are fine and not for us: families, and grades of results
 */
public record RosterReport(
        boolean accepted,
        boolean delta,
        String version,
        List<FileRows> files,
        List<Change> changes,
        List<SchoolChange> schools,
        List<Problem> problems,
        long problemCount,
        long skippedRows,
        long ignoredRows) {

    public static final int MOST_PROBLEMS = 1_000;

    /** How many rows a file has, without its header. */
    public record FileRows(String file, long rows) {}

    /** What happens to one kind of thing. */
    public record Change(Thing thing, long added, long changed, long left, long same) {
        public boolean nothing() {
            return added == 0 && changed == 0 && left == 0;
        }
    }

    /** What happens at one school, where anything does. */
    public record SchoolChange(
            String school,
            long studentsAdded,
            long studentsChanged,
            long studentsLeft,
            long classesAdded,
            long enrollmentsAdded,
            long enrollmentsLeft) {}

    public enum Thing {
        SCHOOL,
        SESSION,
        COURSE,
        CLASS,
        STUDENT,
        STAFF,
        ENROLLMENT,
        TEACHING
    }

    /**
     * One thing wrong.
     *
     * @param row as a spreadsheet counts, the header being row 1; 0 where it is the file as a whole
     * @param column null where it is the row as a whole
     * @param value what stands there; null where it is not shown, as for names
     */
    public record Problem(
            String file,
            long row,
            @Nullable String column,
            @Nullable String value,
            RosterFault fault) {}

    public long rows() {
        return files.stream().mapToLong(FileRows::rows).sum();
    }

    public boolean changesNothing() {
        return changes.stream().allMatch(Change::nothing);
    }
}
