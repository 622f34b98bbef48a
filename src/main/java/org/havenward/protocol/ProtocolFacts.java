package org.havenward.protocol;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.havenward.casework.CaseStatus;
import org.jspecify.annotations.Nullable;

/**
 * What steps depend on besides answers and law: facts of a case, without words.
 *
 * @param zone in which the district's days begin and end
 * @param concerns when concerns were raised, oldest first
 * @param confirmedAt when trafficking was last confirmed, where that stands
 * @param retractedAt when a confirmation was last taken back
 * @param unsafeSince since when someone has said that the student is not safe now
 * @param reopenedAt when the case was last opened again after it had been closed
 * @param exploiter who the person is to the student, as far as someone recorded it outside of the protocol's questions
 * @param recorded what other pages have recorded, such as a meeting, with when it last happened
 * @param marks what people said is done, or is not after all
 */
public record ProtocolFacts(
        ZoneId zone,
        CaseStatus status,
        Instant openedAt,
        List<Instant> concerns,
        @Nullable Instant confirmedAt,
        @Nullable Instant retractedAt,
        @Nullable Instant unsafeSince,
        @Nullable Instant reopenedAt,
        @Nullable LocalDate bornOn,
        Exploiter exploiter,
        Map<String, Instant> recorded,
        List<Mark> marks) {
    /** Reports of child abuse are owed for whoever is under this age, in years (22 USC 7102; 42 USC 5106g). */
    public static final int CHILD_UNDER = 18;

    public ProtocolFacts {
        concerns = concerns.stream().sorted().toList();
        recorded = Map.copyOf(recorded);
        marks = List.copyOf(marks);
    }

    /** Who someone who exploits a student may be to them. */
    public enum Exploiter {
        FAMILY,
        STAFF,
        STUDENT,
        EMPLOYER,
        OTHER,
        UNKNOWN
    }

    /**
     * That someone did a step, or that it is not done after all.
     *
     * @param by who, as the caller names people
     * @param note whether they wrote what came of it
     * @param at when it was done, as they say
     * @param said when they said so: what was said last holds, whatever day it is about
     */
    public record Mark(String step, boolean done, boolean note, String by, Instant at, Instant said) {}

    /** A case of which nothing is known but when it was opened. */
    public static ProtocolFacts opened(Instant at, ZoneId zone) {
        return new ProtocolFacts(
                zone,
                CaseStatus.SUSPICION,
                at,
                List.of(at),
                null,
                null,
                null,
                null,
                null,
                Exploiter.UNKNOWN,
                Map.of(),
                List.of());
    }

    public ProtocolFacts with(List<Mark> others, Map<String, Instant> alsoRecorded) {
        var both = new java.util.HashMap<>(recorded);
        both.putAll(alsoRecorded);
        return new ProtocolFacts(
                zone,
                status,
                openedAt,
                concerns,
                confirmedAt,
                retractedAt,
                unsafeSince,
                reopenedAt,
                bornOn,
                exploiter,
                both,
                others);
    }

    /** When something was last recorded; null where it was not. */
    @Nullable
    Instant recordedAt(String name) {
        return name.equals(ProtocolRecords.CONFIRMED) ? confirmedAt : recorded.get(name);
    }

    /** When it all began: the first concern, or the case itself. */
    Instant begun() {
        return concerns.isEmpty() || openedAt.isBefore(concerns.getFirst()) ? openedAt : concerns.getFirst();
    }

    int ageAt(Instant at) {
        return Period.between(Objects.requireNonNull(bornOn), at.atZone(zone).toLocalDate())
                .getYears();
    }
}
