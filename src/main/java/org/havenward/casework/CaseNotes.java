package org.havenward.casework;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.UUID;
import org.havenward.access.Decision;
import org.havenward.access.Need;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.platform.OnceOnly;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Notes on a case: added and corrected by a further one, never edited. A note that is not finished is kept as a draft. */
@Service
@Transactional
public class CaseNotes {
    /** The longest note that is taken, in characters. */
    public static final int LONGEST = 20_000;

    private final Doorstep doorstep;
    private final Chronology chronology;
    private final CaseWords words;
    private final HoldRows holds;
    private final JdbcClient jdbc;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final InstantSource clock;

    CaseNotes(
            Doorstep doorstep,
            Chronology chronology,
            CaseWords words,
            HoldRows holds,
            JdbcClient jdbc,
            Audit audit,
            OnceOnly onceOnly,
            InstantSource clock) {
        this.doorstep = doorstep;
        this.chronology = chronology;
        this.words = words;
        this.holds = holds;
        this.jdbc = jdbc;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.clock = clock;
    }

    /** Adds a note; returns the id of its entry. */
    public UUID add(Viewer viewer, CaseId id, String text, String key) {
        return append(viewer, id, NewEntry.of(EntryKind.NOTE).words(text), "casework.note", key);
    }

    /** Corrects an entry by a further one that points at it. */
    public UUID correct(Viewer viewer, CaseId id, UUID entry, String text, String key) {
        doorstep.enter(viewer, Need.OPEN_CASE, id);
        var corrected =
                chronology.entry(id, entry).orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
        if (corrected.words() == null) {
            throw CannotDo.because("text", "casework.cannot.nothing_to_correct");
        }
        var correction = NewEntry.of(EntryKind.CORRECTION).words(text).refersTo(entry);
        return append(viewer, id, correction, "casework.correct", key);
    }

    private UUID append(Viewer viewer, CaseId id, NewEntry entry, String endpoint, String key) {
        var found = doorstep.enter(viewer, Need.OPEN_CASE, id);
        var fingerprint = words.fingerprint(id.value(), String.valueOf(entry.refersTo()), entry.words());
        return onceOnly.once(viewer.staff().value(), endpoint, key, fingerprint, () -> {
                    doorstep.save(new CaseFile(found, 0, 0).write(entry), viewer.staff());
                    if (entry.kind() == EntryKind.NOTE) {
                        discardDraft(viewer, id);
                    }
                    audit.log(viewer, Action.NOTED, found.ref(), found.student(), Purpose.CASE_WORK);
                    return entry.id();
                })
                .id();
    }

    /** Keeps what someone has typed so far; only they see it. Nothing typed discards it. */
    public void keepDraft(Viewer viewer, CaseId id, String text) {
        var found = doorstep.enter(viewer, Need.OPEN_CASE, id);
        var sealed = words.seal(found.key(), draftPlace(viewer, id), text);
        if (sealed == null) {
            discardDraft(viewer, id);
            return;
        }
        jdbc.sql("""
                        insert into case_draft (district_id, case_id, staff_id, words, saved_at)
                        values (havenward_district(), :case, :who, :words, :at)
                        on conflict (district_id, case_id, staff_id)
                        do update set words = excluded.words, saved_at = excluded.saved_at
                        """)
                .param("case", id.value())
                .param("who", viewer.staff().value())
                .param("words", sealed)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        audit.log(viewer, Action.CHANGED, found.ref(), found.student(), Purpose.CASE_WORK);
    }

    /** What someone had begun to write on a case; empty where nothing. */
    public String draft(Viewer viewer, CaseId id) {
        var found = doorstep.enter(viewer, Need.OPEN_CASE, id);
        return jdbc.sql("select words from case_draft where case_id = :case and staff_id = :who")
                .param("case", id.value())
                .param("who", viewer.staff().value())
                .query((row, number) -> row.getBytes("words"))
                .optional()
                .map(kept ->
                        words.open(found.key(), draftPlace(viewer, id), kept).orEmpty())
                .orElse("");
    }

    private void discardDraft(Viewer viewer, CaseId id) {
        if (holds.holds(id)) {
            holds.keepDraft(id, viewer.staff(), clock.instant());
        }
        jdbc.sql("delete from case_draft where case_id = :case and staff_id = :who")
                .param("case", id.value())
                .param("who", viewer.staff().value())
                .update();
    }

    private static String draftPlace(Viewer viewer, CaseId id) {
        return "casework.draft/" + id.value() + "/" + viewer.staff().value();
    }
}
