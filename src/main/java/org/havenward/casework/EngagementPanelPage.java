package org.havenward.casework;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.havenward.casework.instrument.Text;
import org.jspecify.annotations.Nullable;

/**
 * Meetings and assessments in short.
 *
 * @param next the planned meeting that comes first
 * @param last the meeting that was last
 * @param judgments the newest on each matter
 */
public record EngagementPanelPage(
        CaseId id,
        @Nullable Meeting next,
        @Nullable Meeting last,
        List<Assessment> assessments,
        List<Judged> judgments,
        boolean open,
        boolean leads) {
    public record Meeting(UUID id, MeetingState state, Instant meetsAt) {}

    public record Assessment(UUID id, Text title) {}

    public record Judged(Conclusion conclusion, Instant at) {}

    public String path(String rest) {
        return "/cases/" + id.value() + rest;
    }
}
