package org.havenward.protocol;

import static org.havenward.protocol.VersionStatus.APPROVED;
import static org.havenward.protocol.VersionStatus.DRAFT;
import static org.havenward.protocol.VersionStatus.IN_REVIEW;
import static org.havenward.protocol.VersionStatus.PUBLISHED;
import static org.havenward.protocol.VersionStatus.WITHDRAWN;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one table of a version's life: from which state which verb leads to which. What is not in it cannot happen. What
 * was published once never becomes a draft again: a copy does.
 */
final class VersionLife {
    private static final Map<VersionStatus, Map<VersionVerb, VersionStatus>> TABLE = new EnumMap<>(Map.of(
            DRAFT,
                    Map.of(
                            VersionVerb.EDIT, DRAFT,
                            VersionVerb.SUBMIT, IN_REVIEW,
                            VersionVerb.WITHDRAW, WITHDRAWN),
            IN_REVIEW,
                    Map.of(
                            VersionVerb.RETURN, DRAFT,
                            VersionVerb.APPROVE, APPROVED,
                            VersionVerb.WITHDRAW, WITHDRAWN),
            APPROVED, Map.of(VersionVerb.PUBLISH, PUBLISHED, VersionVerb.WITHDRAW, WITHDRAWN),
            PUBLISHED, Map.of(VersionVerb.WITHDRAW, WITHDRAWN)));

    private VersionLife() {}

    /** Where a verb leads, where it may be done. */
    static Optional<VersionStatus> after(VersionStatus from, VersionVerb verb) {
        return Optional.ofNullable(TABLE.getOrDefault(from, Map.of()).get(verb));
    }
}
