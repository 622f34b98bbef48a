package org.havenward.mandate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.havenward.district.SchoolCalendar;
import org.havenward.protocol.LawFacts.Written;
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

    /** Whether a written report is owed by law: where it asks for one, and where nobody knows whether it does. */
    boolean asksForWriting(Law law, Instant cause) {
        return Deadlines.written(law, cause, calendar.zone()).isPresent();
    }

    /** By when the written report is due that the law asks for by itself; null where it asks for none, or names no time. */
    @Nullable
    Instant writtenDue(Law law, Instant cause) {
        return Deadlines.written(law, cause, calendar.zone())
                .map(WhatTheLawAsks::named)
                .orElse(null);
    }

    /**
     * A duty whose law was not known, or was not known rightly, when it began: with the written report as the law of its day
     * is known now. What is owed more is owed; what was owed because nobody knew is not, once someone says that the law does
     * not ask for it, unless an agency did.
     */
    Duty writtenAsKnownNow(Duty duty, List<Proofs.CallRow> calls) {
        var law = at(duty.causeAt());
        var wasUnknown = duty.law().written() == Written.UNKNOWN;
        var online = calls.stream().anyMatch(call -> doesForBoth(law, call.agency(), call.way(), call.askedWritten()));
        if (asksForWriting(law, duty.causeAt()) && !online) {
            var due = wasUnknown || !duty.writtenOwed() ? writtenDue(law, duty.causeAt()) : duty.writtenDue();
            return duty.withWritten(true, due);
        }
        if (!duty.writtenOwed() || !wasUnknown) {
            return duty;
        }
        return calls.stream()
                .filter(Proofs.CallRow::askedWritten)
                .min(Comparator.comparing(Proofs.CallRow::madeAt))
                .map(call -> duty.withWritten(true, writtenOnceAsked(duty, call.madeAt())))
                .orElseGet(() -> duty.withWritten(false, null));
    }

    /** Whether a report by form met what the law asks for in writing. */
    boolean wasInWriting(Duty duty, Proofs.CallRow call) {
        var law = at(duty.causeAt());
        return asksForWriting(law, duty.causeAt()) && doesForBoth(law, call.agency(), call.way(), call.askedWritten());
    }

    /** Whether an online report is the written one as well (23 Pa.C.S. 6313, MCL 722.623); the police's form is not. */
    static boolean doesForBoth(Law law, Agency agency, Way way, boolean askedWritten) {
        return way == Way.ONLINE
                && agency == Agency.CHILD_PROTECTION
                && !askedWritten
                && law.writtenReport().unlessOnline();
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
