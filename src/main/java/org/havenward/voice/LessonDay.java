package org.havenward.voice;

import java.util.ArrayList;
import java.util.List;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.havenward.web.DayContributor;
import org.springframework.stereotype.Component;

/** Students who came forward after a lesson, on My day of who meets them; late ones also on the coordinator's. No names. */
@Component
class LessonDay implements DayContributor {
    private final LessonAnswers answers;
    private final Gate gate;

    LessonDay(LessonAnswers answers, Gate gate) {
        this.answers = answers;
        this.gate = gate;
    }

    @Override
    public List<DayItem> dayItems(Viewer viewer) {
        var items = new ArrayList<DayItem>();
        if (gate.decide(viewer, Need.MEET_AFTER_LESSON).allowed()) {
            answers.waitingFor(viewer)
                    .forEach(waiting -> items.add(new DayItem(
                            waiting.due(),
                            "voice.day.meet",
                            new Object[] {waiting.lesson().title(), waiting.many()},
                            "/lessons/" + waiting.lesson().id().value() + "/answers",
                            false)));
        }
        if (gate.decide(viewer, Need.COORDINATE).allowed()) {
            answers.late(viewer).stream()
                    .filter(late -> !late.lesson().socialWorker().equals(viewer.staff()))
                    .forEach(late -> items.add(new DayItem(
                            late.due(),
                            "voice.day.late",
                            new Object[] {late.lesson().title()},
                            "/lessons/" + late.lesson().id().value(),
                            false)));
        }
        return items;
    }
}
