package org.havenward.voice;

import java.util.Optional;
import java.util.UUID;
import org.havenward.access.RecordRef;
import org.havenward.access.Viewer;
import org.havenward.district.SchoolId;
import org.havenward.platform.KeyId;
import org.jspecify.annotations.Nullable;

/** What becomes of what was told; concern, further down, implements it. Called in the caller's transaction. */
public interface ConcernDesk {
    /** It waits to be read from now on, by whoever triages; escalates like any concern. */
    void raise(Raise told);

    /** Whoever told it wrote again: it waits to be read. */
    void wroteAgain(ConversationId conversation, String words);

    /** Whoever told it asks, later on, that nobody at the school shall read it: its concern, and the case of that. */
    void keepFromSchool(ConversationId conversation);

    /** Someone answered: whoever answers has read it. Refuses who may not triage its concern. */
    void answered(Viewer viewer, ConversationId conversation);

    /** Its concern, for the gate; none where it was merged into another. */
    Optional<RecordRef> of(ConversationId conversation);

    /** A student who came forward after a lesson: the social worker raises it, in the student's words. Returns its id. */
    UUID raiseAfterLesson(
            Viewer by, SchoolId school, String words, @Nullable String described, boolean urgent, String key);

    /**
     * @param key the record's key, which seals the concern's words as well
     * @param described who it is about, where that was said
     * @param elsewhere that nobody at the school shall read it
     */
    record Raise(
            ConversationId conversation,
            KeyId key,
            SchoolId school,
            About about,
            String words,
            @Nullable String described,
            boolean urgent,
            boolean elsewhere) {}
}
