package org.havenward.casework;

import java.time.Instant;
import java.util.List;
import org.havenward.access.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What stands beside or above a case on its page: the family's answers, what is shared, broken glass, and holds. */
@Service
@Transactional
public class CaseBeside {
    private final BreakGlass glass;
    private final LegalHolds holds;

    CaseBeside(BreakGlass glass, LegalHolds holds) {
        this.glass = glass;
        this.holds = holds;
    }

    /** Of the family: who may be contacted and who not, no reasons. */
    public record FamilyBeside(CaseId id, List<FamilyGuard.Member> members) {}

    /** What was shared and lasts. */
    public record SharesBeside(CaseId id, List<Shared> lasting) {}

    public record Shared(
            String recipientName, Instant until, @Nullable Instant readAt) {}

    /** How many campus facts stand, and the links that the viewer may know of. */
    public record CampusBeside(CaseId id, long facts, List<CaseLinks.Linked> links) {}

    /** @param glassUntil until when only broken glass keeps the case open to the viewer; null for its team */
    public record Above(@Nullable Instant glassUntil, List<LegalHolds.OnCase> holds) {
        public static final Above NONE = new Above(null, List.of());
    }

    public Above above(Viewer viewer, CaseId id) {
        return new Above(glass.until(viewer, id).orElse(null), holds.on(viewer, id));
    }
}
