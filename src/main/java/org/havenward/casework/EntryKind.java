package org.havenward.casework;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an entry of a chronology tells. */
public enum EntryKind {
    OPENED(Group.STATE),
    CONCERN_JOINED(Group.CONCERNS),
    CONCERN_ADDED_TO(Group.CONCERNS),
    NOTE(Group.NOTES),
    CORRECTION(Group.NOTES),
    STUDENT_NAMED(Group.STATE),
    STUDENT_FOUND(Group.STATE),
    TASK_ADDED(Group.TASKS),
    TASK_DONE(Group.TASKS),
    TASK_REASSIGNED(Group.TASKS),
    TEAM_JOINED(Group.TEAM),
    TEAM_LEFT(Group.TEAM),
    KEPT_OUT(Group.TEAM),
    LET_BACK(Group.TEAM),
    LEAD_CHANGED(Group.TEAM),
    LEAD_GONE(Group.TEAM),
    LEAD_BACK(Group.TEAM),
    STATUS_CHANGED(Group.STATE),
    OBLIGATION_OPENED(Group.DUTIES),
    OBLIGATION_SETTLED(Group.DUTIES),
    /** Not owed any more, though it was not done. */
    OBLIGATION_LIFTED(Group.DUTIES),
    CLOSED(Group.STATE),
    REOPENED(Group.STATE),
    /** Meetings, what the student asked for, assessments, safety, and judgments; each says in its code what happened. */
    MEETING(Group.MEETINGS),
    WISHES(Group.MEETINGS),
    ASSESSMENT(Group.MEETINGS),
    SAFETY(Group.MEETINGS),
    JUDGMENT(Group.MEETINGS),
    /** Told by rooms further down, each with a label of its own: what the protocol asked for, reports, and sharing. */
    STEP(Group.STEPS),
    REPORT(Group.REPORTS),
    SHARING(Group.SHARING),
    /** That something about the campus was recorded; the words stay on its own page. */
    CAMPUS(Group.CAMPUS);

    /** What a reader may filter a chronology by. */
    public enum Group {
        NOTES,
        MEETINGS,
        CONCERNS,
        TASKS,
        TEAM,
        DUTIES,
        STEPS,
        REPORTS,
        SHARING,
        CAMPUS,
        STATE;

        /** The message key of its name. */
        public String key() {
            return "casework.group." + word();
        }

        /** As it stands in an address. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        List<String> kinds() {
            return Arrays.stream(EntryKind.values())
                    .filter(kind -> kind.group == this)
                    .map(Enum::name)
                    .toList();
        }
    }

    private final Group group;

    EntryKind(Group group) {
        this.group = group;
    }

    public Group group() {
        return group;
    }

    /** Whether its entries bring a message key of their own, as {@link CaseDoor#tell} writes them. */
    boolean carriesLabel() {
        return this == STEP || this == REPORT || this == SHARING;
    }

    /** The message key of the sentence that tells it. */
    public String key() {
        return "casework.entry." + name().toLowerCase(Locale.ROOT);
    }
}
