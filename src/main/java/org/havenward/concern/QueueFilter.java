package org.havenward.concern;

/** The parts of the triage queue. */
public enum QueueFilter {
    /** Nobody acknowledged it; danger first, then who waits longest. */
    WAITING,
    /** Waiting, past its time; the longest overdue first. */
    OVERDUE,
    BEING_LOOKED_AT,
    MORE_ASKED,
    /** In a case or routed elsewhere; the latest first. */
    CLOSED;

    String condition() {
        return switch (this) {
            case WAITING -> "c.status = 'WAITING'";
            case OVERDUE -> "c.status = 'WAITING' and c.acknowledge_by <= :now";
            case BEING_LOOKED_AT -> "c.status = 'BEING_LOOKED_AT'";
            case MORE_ASKED -> "c.status = 'MORE_ASKED'";
            case CLOSED -> "c.decided_at is not null";
        };
    }

    String order() {
        return switch (this) {
            case WAITING, BEING_LOOKED_AT, MORE_ASKED -> "c.urgency, c.waiting_since, c.id";
            case OVERDUE -> "c.acknowledge_by, c.id";
            case CLOSED -> "c.decided_at desc, c.id desc";
        };
    }

    /** What comes after the cursor, in this order. */
    String after() {
        return switch (this) {
            case WAITING, BEING_LOOKED_AT, MORE_ASKED ->
                "(c.urgency, c.waiting_since, c.id) > (:afterUrgency, :afterAt, :afterId)";
            case OVERDUE -> "(c.acknowledge_by, c.id) > (:afterAt, :afterId)";
            case CLOSED -> "(c.decided_at, c.id) < (:afterAt, :afterId)";
        };
    }

    Cursor cursor(ConcernFile file) {
        return switch (this) {
            case WAITING, BEING_LOOKED_AT, MORE_ASKED ->
                new Cursor(
                        file.urgent() ? 0 : 1,
                        file.state().waitingSince(),
                        file.id().value());
            case OVERDUE ->
                new Cursor(0, file.state().clock().acknowledgeBy(), file.id().value());
            case CLOSED -> {
                var decided = file.state().decided();
                yield new Cursor(
                        0,
                        decided == null ? file.receivedAt() : decided.at(),
                        file.id().value());
            }
        };
    }
}
