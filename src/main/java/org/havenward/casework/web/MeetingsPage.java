package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.Assessments;
import org.havenward.casework.CaseJudgments;
import org.havenward.casework.CaseReading;
import org.havenward.casework.Meetings;

/** Meetings with the student, assessments, and judgments of a case. */
public record MeetingsPage(
        CaseReading.Header header,
        List<Meetings.Line> meetings,
        List<Assessments.Line> assessments,
        List<CaseJudgments.Line> judgments) {}
