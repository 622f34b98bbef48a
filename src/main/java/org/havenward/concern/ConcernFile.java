package org.havenward.concern;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.havenward.access.RecordRef;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.platform.KeyId;
import org.havenward.voice.ConversationId;
import org.jspecify.annotations.Nullable;

/**
 * A concern and where it stands; its verbs give the concern as it is after them.
 *
 * @param reporter the member of staff who raised it; null where a student or a family told it
 * @param conversation with whom told it, where that was not staff
 */
record ConcernFile(
        ConcernId id,
        SchoolId school,
        @Nullable StudentId student,
        KeyId key,
        Origin origin,
        @Nullable StaffId reporter,
        @Nullable ConversationId conversation,
        Instant observedAt,
        Instant receivedAt,
        boolean urgent,
        State state) {

    /** What may change, besides that it becomes urgent; everything else about a concern never does. */
    record State(
            ConcernStatus status,
            Instant waitingSince,
            Clock clock,
            @Nullable Act acknowledged,
            @Nullable Act decided,
            int version) {}

    record Act(StaffId by, Instant at) {}

    RecordRef ref() {
        return RecordRef.concern(id.value(), school);
    }

    ConcernStatus status() {
        return state.status();
    }

    /** Whether whoever told it in a conversation wrote again after it went into a case, and nobody has read that. */
    boolean unreadInCase() {
        var decided = state.decided();
        return status() == ConcernStatus.IN_CASE
                && decided != null
                && state.waitingSince().isAfter(decided.at());
    }

    /** Whether someone is to read it, and further people are to be told until then. */
    boolean waitsToBeRead() {
        return status() == ConcernStatus.WAITING || unreadInCase();
    }

    /** Someone who works on its case, or triages, has read what was written. */
    ConcernFile readInCase() {
        var decided = state.decided();
        return decided == null || !unreadInCase()
                ? this
                : with(new State(
                        status(), decided.at(), state.clock(), state.acknowledged(), decided, state.version()));
    }

    boolean overdue(Instant now) {
        return waitsToBeRead() && !now.isBefore(state.clock().acknowledgeBy());
    }

    ConcernFile acknowledge(StaffId by, Instant at) {
        return moved(Move.ACKNOWLEDGE, by, at);
    }

    ConcernFile askMore(StaffId by, Instant at) {
        return moved(Move.ASK_MORE, by, at);
    }

    ConcernFile joinCase(StaffId by, Instant at) {
        return moved(Move.JOIN_CASE, by, at);
    }

    ConcernFile openCase(StaffId by, Instant at) {
        return moved(Move.OPEN_CASE, by, at);
    }

    ConcernFile route(StaffId by, Instant at) {
        return moved(Move.ROUTE, by, at);
    }

    /** The reporter added words; where nobody would read them, it waits again under a fresh clock. */
    ConcernFile addedTo(Instant at, Clock fresh) {
        var to = LifeCycle.require(status(), Move.ADD);
        var wakes = to == ConcernStatus.WAITING && status() != ConcernStatus.WAITING;
        return with(new State(
                to,
                wakes ? at : state.waitingSince(),
                wakes ? fresh : state.clock(),
                wakes ? null : state.acknowledged(),
                to.decided() ? state.decided() : null,
                state.version() + 1));
    }

    /** Whoever told it in a conversation wrote again: it waits to be read, whoever had read what was there before. */
    ConcernFile wroteAgain(Instant at, Clock fresh) {
        var to = LifeCycle.require(status(), Move.WRITE_AGAIN);
        var waits = to == ConcernStatus.WAITING;
        var wakes = waits ? status() != ConcernStatus.WAITING : !unreadInCase();
        return with(new State(
                to,
                wakes ? later(at) : state.waitingSince(),
                wakes ? fresh : state.clock(),
                waits ? null : state.acknowledged(),
                to.decided() ? state.decided() : null,
                state.version() + 1));
    }

    /**
     * The reporter sees immediate danger now: it waits to be read from now on, whoever had read what was there before, or was
     * told that it is late, and not for long.
     */
    ConcernFile endangered(Instant at, Clock urgently) {
        var runs = urgent && waitsToBeRead();
        var again = wroteAgain(at, urgently);
        var since = again.state();
        return new ConcernFile(
                id,
                school,
                student,
                key,
                origin,
                reporter,
                conversation,
                observedAt,
                receivedAt,
                true,
                new State(
                        since.status(),
                        runs ? since.waitingSince() : later(at),
                        runs ? state.clock() : urgently,
                        since.acknowledged(),
                        since.decided(),
                        since.version()));
    }

    /** The decision and what is written after it are never of the same moment. */
    private Instant later(Instant at) {
        var decided = state.decided();
        return decided == null || at.isAfter(decided.at()) ? at : decided.at().plus(1, ChronoUnit.MICROS);
    }

    /** Whoever looked at it may not any more: it waits for someone else, under a fresh clock. */
    ConcernFile loseReader(Instant at, Clock fresh) {
        var to = LifeCycle.require(status(), Move.LOSE_READER);
        return with(new State(to, at, fresh, null, null, state.version() + 1));
    }

    ConcernFile about(StudentId linked) {
        return new ConcernFile(
                id,
                school,
                linked,
                key,
                origin,
                reporter,
                conversation,
                observedAt,
                receivedAt,
                urgent,
                new State(
                        status(),
                        state.waitingSince(),
                        state.clock(),
                        state.acknowledged(),
                        state.decided(),
                        state.version() + 1));
    }

    ConcernFile clocked(Clock clock) {
        return with(new State(
                status(), state.waitingSince(), clock, state.acknowledged(), state.decided(), state.version()));
    }

    /** Whoever decides has read it: deciding acknowledges as well. */
    private ConcernFile moved(Move move, StaffId by, Instant at) {
        var to = LifeCycle.require(status(), move);
        var act = new Act(by, at);
        return with(new State(
                to,
                state.waitingSince(),
                state.clock(),
                state.acknowledged() == null ? act : state.acknowledged(),
                to.decided() ? act : null,
                state.version() + 1));
    }

    private ConcernFile with(State changed) {
        return new ConcernFile(
                id, school, student, key, origin, reporter, conversation, observedAt, receivedAt, urgent, changed);
    }
}
