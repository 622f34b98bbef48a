package org.havenward.mandate;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.havenward.guide.InBoth;
import org.havenward.protocol.LawFacts.Known;
import org.havenward.protocol.LawFacts.SafeHarbor;
import org.havenward.protocol.LawFacts.Written;
import org.jspecify.annotations.Nullable;

/** What one part of the law says. What is not known says so, and never looks like an answer. */
public sealed interface LawValue {
    /** @param years from which on someone is an adult */
    record AgeOfMajority(int years) implements LawValue {}

    /** The lines to call, in order. */
    record Hotlines(List<Line> lines) implements LawValue {
        public Hotlines {
            lines = List.copyOf(lines);
        }
    }

    /** @param hours within which a report is made by voice; 0: at once; null: not known */
    record OralDeadline(@Nullable Integer hours) implements LawValue {}

    /**
     * @param hours within which it is sent, where the law names them
     * @param workdaysOnly whether weekends and holidays are left out of the hours
     * @param unlessOnline whether who reports online writes nothing more
     * @param form the name of the form; null where none is named
     */
    record WrittenReport(
            Written asked,
            @Nullable Integer hours,
            boolean workdaysOnly,
            boolean unlessOnline,
            @Nullable String form) implements LawValue {}

    /** @param everyone whether every adult must report, or those that the law names (who works at a school is) */
    record Reporters(Known everyone) implements LawValue {}

    /** @param caregiversOnly whether child protection acts only where a caregiver or household member is suspected */
    record CaregiverRule(Known caregiversOnly) implements LawValue {}

    /**
     * To whom a report goes; no agency: not known.
     *
     * @param caregiver where a caregiver is suspected
     * @param others where someone else is
     * @param hotlinePassesOn whether the hotline still takes what is for law enforcement, and passes it on
     * @param protectsUnder up to which age child protection may act, in years
     */
    record Routes(Set<Agency> caregiver, Set<Agency> others, boolean hotlinePassesOn, int protectsUnder)
            implements LawValue {
        static final int USUAL_AGE = 18;

        public Routes {
            caregiver = Set.copyOf(caregiver);
            others = Set.copyOf(others);
        }
    }

    /** @param protects whether a child is kept from being charged with prostitution */
    record Harbor(SafeHarbor protects) implements LawValue {}

    /** What a school must know besides, in our words. */
    record Notes(InBoth<String> words) implements LawValue {}

    /**
     * One line to call.
     *
     * @param call its number; null for a local office whose number the district has to enter
     * @param counties the counties that it is for; empty: all of them
     * @param otherCounties whether it is for the counties that no other line names
     * @param hours the times of the day-time line, in the state's own zone; null where they are not known
     */
    record Line(
            InBoth<String> name,
            @Nullable String call,
            List<String> counties,
            boolean otherCounties,
            When when,
            @Nullable Hours hours,
            Use use) {
        public Line {
            counties = List.copyOf(counties);
        }
    }

    /** When a line is answered. */
    enum When {
        ALWAYS,
        /** In the hours of the day that it names; in office hours where they are not known. */
        DAY,
        /** Outside of them. */
        AFTER_HOURS
    }

    /** What a line is for. */
    enum Use {
        REPORT,
        /** A further number, such as one for trafficking alone. */
        ALSO,
        /** A national line that helps to find the local one. */
        FALLBACK
    }

    record Hours(LocalTime opens, LocalTime closes, boolean weekdaysOnly) {
        boolean hold(LocalDateTime at) {
            var weekend = at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY;
            var time = at.toLocalTime();
            return !(weekdaysOnly && weekend) && !time.isBefore(opens) && time.isBefore(closes);
        }
    }
}
