package org.havenward.mandate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.havenward.district.Districts;
import org.havenward.district.SchoolCalendar;
import org.havenward.protocol.LawBook;
import org.havenward.protocol.LawFacts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What the law of a moment asks of someone who has cause to report. Where the law of the state is not known, the safe way:
 * to both child protection and law enforcement, at once (safety rule 13).
 */
@Component
class WhatTheLawAsks {
    private static final Logger LOG = LoggerFactory.getLogger(WhatTheLawAsks.class);
    private static final int EIGHTEEN = 18;

    private final ObjectProvider<LawBook> laws;
    private final Districts districts;
    private final SchoolCalendar calendar;

    WhatTheLawAsks(ObjectProvider<LawBook> laws, Districts districts, SchoolCalendar calendar) {
        this.laws = laws;
        this.districts = districts;
        this.calendar = calendar;
    }

    /** The law of the current district's state at a moment. */
    LawFacts at(Instant moment) {
        var book = laws.getIfAvailable();
        if (book != null) {
            try {
                return book.here(moment);
            } catch (IllegalArgumentException noLawOfThisState) {
                LOG.warn("No law of the district's state; the safe way is taken");
            }
        }
        return unknown(
                districts.current().state(), moment.atZone(calendar.zone()).toLocalDate());
    }

    private static LawFacts unknown(String state, LocalDate on) {
        return new LawFacts(
                state,
                on,
                EIGHTEEN,
                null,
                LawFacts.Written.UNKNOWN,
                null,
                LawFacts.Known.UNKNOWN,
                LawFacts.Known.UNKNOWN,
                LawFacts.SafeHarbor.UNKNOWN,
                Set.of("all"));
    }

    /** The law as a duty keeps it. */
    static Duty.Law kept(LawFacts law) {
        return new Duty.Law(
                law.state(),
                law.on(),
                law.oralHours(),
                law.written(),
                law.writtenHours(),
                String.join(",", new TreeSet<>(law.unreviewed())));
    }

    /** Hours of the law run through nights and weekends. */
    static Instant callDue(Duty.Law law, Instant cause) {
        var hours = law.callHours();
        return hours == null ? cause : cause.plus(Duration.ofHours(hours));
    }

    static Instant lateAfter(Duty.Law law, Instant cause) {
        return law.atOnce() ? cause.plus(Duty.AT_ONCE) : callDue(law, cause);
    }

    /**
     * By when a written report is due where one is owed; null where the law names no time. Counted from the cause as well,
     * which is never too late, where a state counts from the call.
     */
    static @Nullable Instant writtenDue(Duty.Law law, Instant cause) {
        var hours = law.writtenHours();
        return hours == null ? null : cause.plus(Duration.ofHours(hours));
    }

    /** Whether the student had reached the age of majority by then; false where the birth date is not known. */
    static boolean ofAge(LawFacts law, @Nullable LocalDate bornOn) {
        return bornOn != null && !bornOn.plusYears(law.ageOfMajority()).isAfter(law.on());
    }

    /** To whom a report goes. */
    static Set<Agency> route(LawFacts law, Suspected suspected) {
        if (suspected == Suspected.UNKNOWN || law.needsCaregiver() == LawFacts.Known.UNKNOWN) {
            return EnumSet.allOf(Agency.class);
        }
        return suspected != Suspected.CAREGIVER && law.needsCaregiver() == LawFacts.Known.YES
                ? EnumSet.of(Agency.LAW_ENFORCEMENT)
                : EnumSet.of(Agency.CHILD_PROTECTION);
    }

    /** The message key of why it goes there. */
    static String whyThere(LawFacts law, Suspected suspected) {
        if (suspected == Suspected.UNKNOWN) {
            return "reports.route.why.unknown_person";
        }
        return switch (law.needsCaregiver()) {
            case UNKNOWN -> "reports.route.why.unknown_law";
            case NO -> "reports.route.why.anyone";
            case YES ->
                suspected == Suspected.CAREGIVER ? "reports.route.why.caregiver" : "reports.route.why.only_caregivers";
        };
    }
}
