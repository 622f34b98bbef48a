package org.havenward.casework;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All words of meetings, wishes, answers, and judgments by which a case is found. */
@Component
class EngagementWords {
    private final MeetingRows meetings;
    private final StudentWishes wishes;
    private final AssessmentRows assessments;
    private final AnswerWords answers;
    private final InstrumentShelf shelf;
    private final JudgmentRows judgments;
    private final CaseWords words;

    EngagementWords(
            MeetingRows meetings,
            StudentWishes wishes,
            AssessmentRows assessments,
            AnswerWords answers,
            InstrumentShelf shelf,
            JudgmentRows judgments,
            CaseWords words) {
        this.meetings = meetings;
        this.wishes = wishes;
        this.assessments = assessments;
        this.answers = answers;
        this.shelf = shelf;
        this.judgments = judgments;
        this.words = words;
    }

    Stream<String> of(CaseFile.State file) {
        var said = meetings.all(file.id()).stream()
                .flatMap(meeting -> meetings.entries(meeting.id()).stream())
                .flatMap(entry -> Stream.of(
                        open(file, MeetingRows.place("student_words", entry.id()), entry.studentWords()),
                        open(file, MeetingRows.place("counselor_view", entry.id()), entry.counselorView())));
        var asked = wishes.allOf(file).stream()
                .map(StudentWishes.Told::words)
                .flatMap(told -> Stream.of(told.wishes(), told.knownBy(), told.safeContact(), told.notSafe()));
        var answered = assessments.of(file.id()).stream().flatMap(assessment -> {
            var instrument = shelf.begun(assessment.instrument());
            return assessments.answers(assessment.id()).stream().map(each -> {
                var answer = answers.open(file, each.id(), each.answer());
                return answer == null ? "" : answers.findable(instrument, each.question(), answer);
            });
        });
        var support = judgments.of(file.id()).stream()
                .map(row -> open(file, JudgmentRows.supportPlace(row.id()), row.support()));
        return Stream.of(said, asked, answered, support).flatMap(texts -> texts);
    }

    private String open(CaseFile.State file, String place, byte @Nullable [] sealed) {
        return words.open(file.key(), place, sealed).orEmpty();
    }
}
