package org.havenward.casework;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where a meeting with the student stands. None of them is held against the student. */
public enum MeetingState {
    PLANNED,
    HELD,
    /** The student did not want it; that is their right. */
    DECLINED,
    /** It began and could not go on. */
    INTERRUPTED,
    /** We could not keep it. */
    CALLED_OFF;

    /** The message key of its name. */
    public String key() {
        return "casework.meeting.state." + name().toLowerCase(Locale.ROOT);
    }

    /** What may be done from here. */
    public List<MeetingStep> steps() {
        return Arrays.stream(MeetingStep.values())
                .filter(step -> MeetingLife.after(this, step).isPresent())
                .toList();
    }
}
