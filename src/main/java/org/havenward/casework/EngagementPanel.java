package org.havenward.casework;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.springframework.stereotype.Component;

/** Meetings, assessments, and judgments on the case page. The page has asked the gate and is in the audit. */
@Component
class EngagementPanel implements CasePanel {
    private static final int MOST = 5;

    private final CaseFiles files;
    private final MeetingRows meetings;
    private final AssessmentRows assessments;
    private final JudgmentRows judgments;
    private final InstrumentShelf shelf;
    private final Gate gate;

    EngagementPanel(
            CaseFiles files,
            MeetingRows meetings,
            AssessmentRows assessments,
            JudgmentRows judgments,
            InstrumentShelf shelf,
            Gate gate) {
        this.files = files;
        this.meetings = meetings;
        this.assessments = assessments;
        this.judgments = judgments;
        this.shelf = shelf;
        this.gate = gate;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Optional<Panel> panel(Viewer viewer, CaseId id) {
        return files.find(id)
                .map(file -> new Panel("casework.meetings.title", "casework/engagement_panel", page(viewer, file)));
    }

    private EngagementPanelPage page(Viewer viewer, CaseFile.State file) {
        var id = file.id();
        var all = meetings.all(id).stream()
                .map(row -> new EngagementPanelPage.Meeting(row.id(), row.state(), row.meetsAt()))
                .toList();
        List<EngagementPanelPage.Assessment> begun = assessments.of(id).stream()
                .limit(MOST)
                .map(row -> new EngagementPanelPage.Assessment(
                        row.id(), shelf.begun(row.instrument()).title()))
                .toList();
        var judged = judgments.of(id);
        var newest = Arrays.stream(Conclusion.Matter.values())
                .flatMap(matter -> judged.stream()
                        .filter(row -> row.conclusion().matter() == matter)
                        .limit(1))
                .sorted(Comparator.comparing(JudgmentRows.Row::at).reversed())
                .map(row -> new EngagementPanelPage.Judged(row.conclusion(), row.at()))
                .toList();
        return new EngagementPanelPage(
                id,
                first(all.stream().filter(meeting -> meeting.state() == MeetingState.PLANNED)),
                first(all.stream().filter(meeting -> meeting.state() != MeetingState.PLANNED)),
                begun,
                newest,
                file.status() != CaseStatus.CLOSED,
                gate.decide(viewer, Need.LEAD_CASE, file.ref()).allowed());
    }

    private static EngagementPanelPage.@org.jspecify.annotations.Nullable Meeting first(
            Stream<EngagementPanelPage.Meeting> meetings) {
        return meetings.findFirst().orElse(null);
    }
}
