package org.havenward.mandate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.havenward.district.SchoolCalendar;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the law of a moment asks of someone who has cause to report, as a duty keeps it. Where the law is not known, the safe
 * way: to both child protection and law enforcement, at once (safety rule 13).
 */
@Component
class WhatTheLawAsks {
    private final Laws laws;
    private final SchoolCalendar calendar;

    WhatTheLawAsks(Laws laws, SchoolCalendar calendar) {
        this.laws = laws;
        this.calendar = calendar;
    }

    /** The law of the current district's state at a moment. */
    Law at(Instant moment) {
        return laws.lawHere(moment);
    }

    /** By when a written report is due that an agency asked for; null where the law names no time. */
    @Nullable
    Instant writtenOnceAsked(Duty duty, Instant asked) {
        return named(Deadlines.writtenOnceAsked(at(duty.causeAt()), asked, calendar.zone()));
    }

    /** By when the written report is due that the law asks for by itself; null where it asks for none, or names no time. */
    @Nullable
    Instant writtenDue(Law law, Instant cause) {
        return Deadlines.written(law, cause, calendar.zone())
                .map(WhatTheLawAsks::named)
                .orElse(null);
    }

    private static @Nullable Instant named(Deadlines.Due due) {
        return due.atOnce() ? null : due.at();
    }

    /** The law as a duty keeps it. */
    static Duty.Law kept(Law law) {
        var written = law.writtenReport();
        return new Duty.Law(
                law.state(),
                law.on(),
                law.oralHours(),
                written.asked(),
                written.hours(),
                law.unreviewed().stream().map(LawField::id).collect(Collectors.toCollection(TreeSet::new)).stream()
                        .collect(Collectors.joining(",")));
    }

    /** From when on a call counts as late. */
    static Instant lateAfter(Law law, Instant cause) {
        var due = Deadlines.call(law, cause);
        return due.atOnce() ? due.at().plus(Duty.AT_ONCE) : due.at();
    }

    /** Whether the student had reached the age of majority by then; false where the birth date is not known. */
    static boolean ofAge(Law law, @Nullable LocalDate bornOn) {
        return bornOn != null && !bornOn.plusYears(law.ageOfMajority()).isAfter(law.on());
    }

    /** To whom a report goes. */
    static Routing.Route route(Law law, Suspected suspected, @Nullable LocalDate bornOn) {
        return Routing.routes(
                law,
                suspected,
                bornOn == null ? null : Period.between(bornOn, law.on()).getYears());
    }
}
