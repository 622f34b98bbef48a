package org.havenward.office.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.havenward.district.CalendarChange;
import org.havenward.district.SchoolCalendar.NoSchoolDay;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.jspecify.annotations.Nullable;

/**
 * The school calendar, as who runs the system sees it.
 *
 * @param acknowledgedBy by when a concern of now is acknowledged
 * @param inYear whether today lies in the school year, or none is known
 * @param yearEnded the last day of a school year that is over; null where none is
 * @param coming days without school from today on
 * @param past those before
 * @param noteKey the message of what was just done
 */
public record SchoolCalendarPage(
        Instant acknowledgedBy,
        int acknowledgeMinutes,
        boolean inYear,
        @Nullable LocalDate yearEnded,
        List<NoSchoolDay> coming,
        List<NoSchoolDay> past,
        List<Option> weekdays,
        List<Change> changes,
        SchoolCalendarForm typed,
        FormErrors errors,
        @Nullable String noteKey) {
    /** A change and who made it. */
    public record Change(CalendarChange change, String by, String was, String becomes) {}

    public int longestName() {
        return SchoolCalendarForm.LONGEST_NAME;
    }
}
