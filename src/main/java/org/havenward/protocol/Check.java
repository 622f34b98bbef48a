package org.havenward.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.havenward.protocol.Condition.Subject;
import org.havenward.protocol.Finding.Kind;
import org.havenward.protocol.Search.Want;

/**
 * Whether a protocol can be relied on: that it names only what is there, goes in no circle, can be read in both languages,
 * leaves no path without a step, and keeps each duty of the law on every path and in time. What it finds is so: it tries
 * the cases themselves (see {@link Search}). Where there are too many to try it says that, and nothing else.
 */
public final class Check {
    /** Under every other, the law of which nothing is known is tried as well. */
    private final List<LawFacts> laws;

    private final Protocol protocol;
    private final Search search;
    private final List<Finding> findings = new ArrayList<>();

    private Check(Protocol protocol, Collection<LawFacts> laws) {
        this.protocol = protocol;
        this.laws = new ArrayList<>(laws);
        this.laws.add(nothingKnown());
        this.search = new Search(protocol, this.laws);
    }

    /** Under the law of every state as it ships, with all roles that there are. */
    public static List<Finding> check(Protocol protocol, java.time.Instant at) {
        return check(protocol, ShippedLaw.all(at), ProtocolRoles.ALL, ProtocolRecords.ALL);
    }

    /** The same, and under the law as a district reviewed it. */
    static List<Finding> check(Protocol protocol, java.time.Instant at, LawFacts here) {
        var laws = new ArrayList<>(ShippedLaw.all(at));
        laws.add(here);
        return check(protocol, laws, ProtocolRoles.ALL, ProtocolRecords.ALL);
    }

    /**
     * @param laws under which it is to be sound: of one state or of all
     * @param roles that somebody holds; see {@link ProtocolRoles#ALL}
     * @param records names of what other pages record; see {@link ProtocolRecords#ALL}
     * @return what is wrong, in the protocol's order; empty where it is sound
     */
    public static List<Finding> check(
            Protocol protocol, Collection<LawFacts> laws, Set<String> roles, Set<String> records) {
        var plain = new PlainCheck(protocol, roles, records).findings();
        // Where names lead nowhere or things go in a circle, what follows from them can't be said.
        if (plain.stream().anyMatch(Check::confuses)) {
            return plain;
        }
        var check = new Check(protocol, laws);
        check.paths();
        check.duties();
        return java.util.stream.Stream.concat(plain.stream(), check.findings.stream())
                .toList();
    }

    private static boolean confuses(Finding finding) {
        return switch (finding.kind()) {
            case NO_SUCH_ITEM, NO_SUCH_VALUE, CYCLE -> true;
            case NO_SUCH_RECORD,
                    NOBODY,
                    TRANSLATION,
                    UNREACHABLE,
                    DEAD_END,
                    CANNOT_BE_DONE,
                    LEADS_NOWHERE,
                    NO_BEGINNING,
                    DUTY_MISSING,
                    DUTY_SKIPPED,
                    DUTY_WAITS,
                    DUTY_WITHOUT_TIME,
                    DUTY_TOO_LATE,
                    DUTY_COUNTS_LATE,
                    DUTY_BY_ANSWER,
                    DUTY_UNSURE,
                    TOO_INTERTWINED -> false;
        };
    }

    /** A state of whose law nothing is known, as the house takes it. */
    static LawFacts nothingKnown() {
        return new LawFacts(
                "",
                java.time.LocalDate.EPOCH,
                ProtocolFacts.CHILD_UNDER,
                null,
                LawFacts.Written.UNKNOWN,
                null,
                LawFacts.Known.UNKNOWN,
                LawFacts.Known.UNKNOWN,
                LawFacts.SafeHarbor.UNKNOWN,
                Set.of());
    }

    // ---- paths -----------------------------------------------------------------------------------------------------

    private void paths() {
        for (var phase : protocol.phases()) {
            var reachable = phase.when() == null
                    || !(ask(phase.id(), new Want(phase.when(), true)) instanceof Search.Answer.None);
            if (!reachable) {
                found(Kind.UNREACHABLE, phase.id());
                continue;
            }
            endOf(phase);
            for (var item : phase.items()) {
                if (ask(item.id(), here(item)) instanceof Search.Answer.None) {
                    found(Kind.UNREACHABLE, item.id());
                } else {
                    proofsOf(item);
                    beginningOf(item);
                }
            }
        }
    }

    /** A phase in which some case finds nothing to do. */
    private void endOf(Protocol.Phase phase) {
        var wants = new ArrayList<Want>();
        wants.add(open());
        if (phase.when() != null) {
            wants.add(new Want(phase.when(), true));
        }
        for (var item : phase.items()) {
            if (item instanceof Protocol.Step) {
                if (item.when() == null) {
                    return;
                }
                wants.add(new Want(search.here(item), false));
            }
        }
        report(Kind.DEAD_END, phase.id(), List.of(), wants);
    }

    /** A step that only answers show to be done, to questions that are not asked. */
    private void proofsOf(Protocol.Item item) {
        if (!(item instanceof Protocol.Step step)) {
            return;
        }
        var wants = new ArrayList<>(List.of(here(step)));
        for (var proof : step.proofs()) {
            if (!(proof instanceof Protocol.Proof.Answered answered)) {
                return;
            }
            wants.add(away(answered.question()));
        }
        report(Kind.CANNOT_BE_DONE, step.id(), List.of(), wants);
    }

    /** A time that counts from what does not happen on the same path. */
    private void beginningOf(Protocol.Item item) {
        var due = item.due();
        switch (due == null ? null : due.from()) {
            case null -> {}
            case Protocol.Start.Answered answered -> beginsWith(item, answered.question());
            case Protocol.Start.Done done -> beginsWith(item, done.step());
            case Protocol.Start.At at -> {
                var fact = switch (at.what()) {
                    case CASE_OPENED, CONCERN_RAISED -> null;
                    case CONFIRMED -> CaseFact.CONFIRMED;
                    case UNSAFE -> CaseFact.UNSAFE;
                    case REOPENED -> CaseFact.REOPENED;
                };
                if (fact != null && !Truths.isDuty(item)) {
                    report(
                            Kind.NO_BEGINNING,
                            item.id(),
                            List.of(LawField.Words.word(at.what())),
                            List.of(here(item), open(), new Want(Condition.fact(fact, Protocol.YES), false)));
                }
            }
        }
    }

    private void beginsWith(Protocol.Item item, String other) {
        if (!Truths.isDuty(item)) {
            report(Kind.NO_BEGINNING, item.id(), List.of(other), List.of(here(item), away(other)));
        }
    }

    // ---- duties ----------------------------------------------------------------------------------------------------

    private void duties() {
        duty(LawField.ORAL_HOURS, owedForAChild());
        duty(
                LawField.WRITTEN,
                new Condition.All(List.of(owedForAChild(), Condition.law(LawField.WRITTEN, "required"))));
        protocol.steps().filter(step -> step.duty() != null).forEach(step -> {
            if (!step.after().isEmpty()) {
                found(Kind.DUTY_WAITS, step.id());
            }
            if (step.proofs().stream().anyMatch(Protocol.Proof.Answered.class::isInstance)) {
                found(Kind.DUTY_BY_ANSWER, step.id());
            }
            timeOf(step);
        });
    }

    private static Condition owedForAChild() {
        return Condition.fact(CaseFact.CHILD, Protocol.YES, Protocol.UNKNOWN);
    }

    private void duty(LawField field, Condition owed) {
        var steps = protocol.steps().filter(step -> restsOn(step, field)).toList();
        if (steps.isEmpty()) {
            if (laws.stream().anyMatch(law -> isOwedUnder(law, owed))) {
                findings.add(new Finding(Kind.DUTY_MISSING, null, List.of(field.word()), List.of()));
            }
            return;
        }
        var wants = new ArrayList<>(List.of(open(), new Want(owed, true)));
        steps.forEach(step -> wants.add(new Want(search.here(step), false)));
        var first = steps.getFirst().id();
        switch (search.find(wants.toArray(Want[]::new))) {
            case Search.Answer.Such such -> findings.add(new Finding(Kind.DUTY_SKIPPED, first, List.of(), such.path()));
            case Search.Answer.GaveUp gaveUp -> found(Kind.DUTY_UNSURE, first);
            case Search.Answer.None none -> {}
        }
    }

    private boolean isOwedUnder(LawFacts law, Condition owed) {
        // A written report that may be owed, since nothing is known, is not asked of every protocol.
        var known = !law.state().isEmpty() || owed.equals(owedForAChild());
        return known && search.find(law, new Want(owed, true)) instanceof Search.Answer.Such;
    }

    static boolean restsOn(Protocol.Step step, LawField field) {
        var duty = step.duty();
        if (duty == null || duty.restsOn() == null) {
            return false;
        }
        return duty.restsOn() == field || (field == LawField.WRITTEN && duty.restsOn() == LawField.WRITTEN_HOURS);
    }

    /** Whether a duty is due no later than the law says, in each state. */
    private void timeOf(Protocol.Step step) {
        var oral = restsOn(step, LawField.ORAL_HOURS);
        if (!oral && !restsOn(step, LawField.WRITTEN)) {
            return;
        }
        var due = step.due();
        if (due == null) {
            found(Kind.DUTY_WITHOUT_TIME, step.id());
            return;
        }
        if (!due.from().equals(new Protocol.Start.At(Protocol.Happening.CONCERN_RAISED))) {
            found(Kind.DUTY_COUNTS_LATE, step.id());
        }
        var late = laws.stream()
                .filter(law -> !law.state().isEmpty())
                .filter(law -> isLater(due.within(), oral, law))
                .filter(law -> !(search.find(law, open(), here(step)) instanceof Search.Answer.None))
                .map(LawFacts::state)
                .sorted()
                .distinct()
                .toList();
        if (!late.isEmpty()) {
            findings.add(new Finding(Kind.DUTY_TOO_LATE, step.id(), List.of(String.join(", ", late)), List.of()));
        }
    }

    /** Whether a time can be later than the law's. Hours of the law run through weekends, which days of school do not. */
    private static boolean isLater(Protocol.Within within, boolean oral, LawFacts law) {
        var hours = oral ? law.oralHours() : law.writtenHours();
        if (hours == null && !oral) {
            return false; // it names no hours
        }
        var most = hours == null ? 0 : hours;
        return switch (within) {
            case Protocol.Within.Hours mine -> mine.hours() > most;
            case Protocol.Within.SchoolDays mine -> true;
            case Protocol.Within.ByLaw mine -> {
                var other = mine.hours().value(law);
                yield !other.equals(Protocol.UNKNOWN) && Integer.parseInt(other) > most;
            }
        };
    }

    // ---- asking ----------------------------------------------------------------------------------------------------

    /** A closed case asks for nothing. */
    private static Want open() {
        return new Want(Condition.fact(CaseFact.STATUS, "closed"), false);
    }

    private Want here(Protocol.Item item) {
        return new Want(search.here(item), true);
    }

    private Want away(String item) {
        return protocol.item(item)
                .map(other -> new Want(search.here(other), false))
                .orElseThrow();
    }

    private final Set<String> gaveUp = new HashSet<>();

    private Search.Answer ask(String about, Want... wants) {
        var answer = search.find(wants);
        if (answer instanceof Search.Answer.GaveUp && gaveUp.add(about)) {
            found(Kind.TOO_INTERTWINED, about);
        }
        return answer;
    }

    private void report(Kind kind, String about, List<String> details, List<Want> wants) {
        if (ask(about, wants.toArray(Want[]::new)) instanceof Search.Answer.Such such) {
            findings.add(new Finding(kind, about, details, such.path()));
        }
    }

    private void found(Kind kind, String about) {
        findings.add(new Finding(kind, about, List.of(), List.of()));
    }

    /** What a subject can be, where that is a list. */
    static List<String> values(Subject subject, Protocol protocol) {
        return switch (subject) {
            case Subject.Answer answer ->
                protocol.question(answer.question())
                        .map(Protocol.Question::values)
                        .orElse(List.of());
            case Subject.Recorded recorded -> List.of(Protocol.YES, Protocol.NO);
            case Subject.Law law ->
                switch (law.field()) {
                    case AGE_OF_MAJORITY, ORAL_HOURS, WRITTEN_HOURS -> List.of();
                    case WRITTEN -> words(LawFacts.Written.values());
                    case EVERYONE_REPORTS, NEEDS_CAREGIVER -> words(LawFacts.Known.values());
                    case SAFE_HARBOR -> words(LawFacts.SafeHarbor.values());
                };
            case Subject.Fact fact ->
                switch (fact.fact()) {
                    case AGE -> List.of();
                    case CHILD, OF_AGE -> List.of(Protocol.YES, Protocol.NO, Protocol.UNKNOWN);
                    case CONFIRMED, RETRACTED, UNSAFE, REOPENED -> List.of(Protocol.YES, Protocol.NO);
                    case EXPLOITER -> words(ProtocolFacts.Exploiter.values());
                    case STATUS -> words(org.havenward.casework.CaseStatus.values());
                };
        };
    }

    private static List<String> words(Enum<?>[] names) {
        return java.util.Arrays.stream(names).map(LawField.Words::word).toList();
    }
}
