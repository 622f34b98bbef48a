package org.havenward.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.havenward.access.Viewer;
import org.havenward.casework.Assessments;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseJudgments;
import org.havenward.casework.CaseReading;
import org.havenward.casework.Conclusion;
import org.havenward.casework.InstrumentShelf;
import org.havenward.casework.MeetingStep;
import org.havenward.casework.Meetings;
import org.havenward.casework.StudentWishes;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Meetings, assessments, and judgments of the fictional year, as {@code content/demo/engagement/acts.yaml} tells them. */
@Component
@ConditionalOnProperty(name = "havenward.demo", havingValue = "true")
class DemoEngagement {
    private final Meetings meetings;
    private final StudentWishes wishes;
    private final Assessments assessments;
    private final InstrumentShelf shelf;
    private final CaseJudgments judgments;
    private final CaseReading reading;
    private final DemoSteps steps;
    private final List<Act> acts = all();
    /** The assessments that were begun, by story and instrument. */
    private final Map<String, UUID> begun = new HashMap<>();

    DemoEngagement(
            Meetings meetings,
            StudentWishes wishes,
            Assessments assessments,
            InstrumentShelf shelf,
            CaseJudgments judgments,
            CaseReading reading,
            DemoSteps steps) {
        this.meetings = meetings;
        this.wishes = wishes;
        this.assessments = assessments;
        this.shelf = shelf;
        this.judgments = judgments;
        this.reading = reading;
        this.steps = steps;
    }

    /**
     * Something that is done in a case by its counselor.
     *
     * @param day counted from the day the case was opened
     * @param doing which door it goes through
     * @param step which step of a meeting, or of the protocol
     * @param question of the protocol, with its answer as {@code value}
     * @param ahead in how many days a meeting is planned for
     */
    record Act(
            String story,
            int day,
            int minutes,

            @com.fasterxml.jackson.annotation.JsonProperty("do")
            String doing,

            @Nullable String step,
            @Nullable String question,
            @Nullable String value,
            int ahead,
            @Nullable String place,
            @Nullable String others,
            @Nullable String said,
            @Nullable String view,
            @Nullable String wishes,
            @Nullable String knownBy,
            @Nullable String safeContact,
            @Nullable String notSafe,
            @Nullable Map<String, Object> answers,
            @Nullable String conclusion,
            @Nullable String reasons,
            @Nullable String support) {}

    private record Acts(List<Act> acts) {}

    List<Act> of(String story) {
        return acts.stream().filter(act -> act.story().equals(story)).toList();
    }

    /** Does it, with the clock at its time. */
    void live(Act act, Viewer counselor, CaseId id, Instant now) {
        var key = "demo/" + act.story() + "/" + act.doing() + "/" + act.day() + "/" + act.minutes();
        switch (act.doing()) {
            case "meeting" ->
                meetings.begin(counselor, id, MeetingStep.valueOf(text(act.step())), said(act, null), key);
            case "plan" ->
                meetings.begin(counselor, id, MeetingStep.PLAN, said(act, now.plus(Duration.ofDays(act.ahead()))), key);
            case "wishes" -> wish(act, counselor, id, key);
            case "safety" -> answer(act, counselor, id, "havenward.safety", key);
            case "conversation" -> answer(act, counselor, id, "havenward.conversation", key);
            case "judge-safety" ->
                judgments.onSafety(
                        counselor,
                        id,
                        judgments.saidOfSafety(counselor, id),
                        Conclusion.valueOf(text(act.conclusion())),
                        text(act.reasons()),
                        key);
            case "judge" ->
                judgments.onAssessment(
                        counselor,
                        id,
                        Objects.requireNonNull(begun.get(act.story() + "/havenward.conversation")),
                        Conclusion.valueOf(text(act.conclusion())),
                        text(act.reasons()),
                        key);
            case "confirmation" ->
                judgments.onConfirmation(
                        counselor,
                        id,
                        reading.look(counselor, id).header().status(),
                        Conclusion.valueOf(text(act.conclusion())),
                        Set.of(),
                        text(act.reasons()),
                        text(act.support()),
                        key);
            case "answer" ->
                steps.answer(counselor, id, text(act.question()), text(act.value()), text(act.said()), key);
            case "done" -> steps.done(counselor, id, text(act.step()), text(act.said()), key);
            default -> throw new IllegalArgumentException("Nothing in a case is done by " + act.doing());
        }
    }

    /** What the confirmation of a story rests on. */
    static Set<Conclusion.Basis> basis(String story) {
        return switch (Math.floorMod(story.hashCode(), 3)) {
            case 0 -> Set.of(Conclusion.Basis.STUDENT_SAID, Conclusion.Basis.AGENCY_OR_POLICE);
            case 1 -> Set.of(Conclusion.Basis.STUDENT_SAID);
            default -> Set.of(Conclusion.Basis.AGENCY_OR_POLICE, Conclusion.Basis.DOCUMENTS);
        };
    }

    private static Meetings.Said said(Act act, @Nullable Instant at) {
        return new Meetings.Said(
                at, null, text(act.place()), text(act.others()), text(act.said()), text(act.view()), null);
    }

    private void wish(Act act, Viewer counselor, CaseId id, String key) {
        var before = wishes.now(counselor, id).map(StudentWishes.Told::id).orElse(null);
        var words = new StudentWishes.Words(
                text(act.wishes()), text(act.knownBy()), text(act.safeContact()), text(act.notSafe()));
        wishes.tell(counselor, id, before, words, key);
    }

    private void answer(Act act, Viewer counselor, CaseId id, String instrument, String key) {
        var assessment = begun.computeIfAbsent(
                act.story() + "/" + instrument,
                name -> assessments.begin(counselor, id, hash(counselor, instrument), key + "/begin"));
        var newest = assessments.open(counselor, id, assessment).newest();
        var given = new LinkedHashMap<String, Assessments.Reply>();
        Objects.requireNonNull(act.answers()).forEach((question, value) -> {
            List<String> values = value instanceof List<?> several
                    ? several.stream().map(String::valueOf).toList()
                    : List.of(String.valueOf(value));
            given.put(question, new Assessments.Reply(values, ""));
        });
        assessments.reply(counselor, id, assessment, given, newest, key);
    }

    private String hash(Viewer counselor, String instrument) {
        return shelf.named(counselor, instrument).orElseThrow();
    }

    private static String text(@Nullable String words) {
        return words == null ? "" : words;
    }

    private static List<Act> all() {
        var yaml = YAMLMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        try (var in = Objects.requireNonNull(
                DemoEngagement.class.getResourceAsStream("/content/demo/engagement/acts.yaml"))) {
            return yaml.readValue(in, Acts.class).acts();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
