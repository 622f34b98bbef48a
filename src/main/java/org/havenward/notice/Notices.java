package org.havenward.notice;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.access.Visible;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.StaffId;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Someone's inbox and how they want to hear; for the administrator, the mail that is stuck. */
@Service
@Transactional
public class Notices {
    private static final int MOST_STUCK = 200;

    private final NoticeRows notices;
    private final MailRows mails;
    private final Postman postman;
    private final Gate gate;
    private final Directory directory;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final InstantSource clock;

    Notices(
            NoticeRows notices,
            MailRows mails,
            Postman postman,
            Gate gate,
            Directory directory,
            Audit audit,
            OnceOnly onceOnly,
            InstantSource clock) {
        this.notices = notices;
        this.mails = mails;
        this.postman = postman;
        this.gate = gate;
        this.directory = directory;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.clock = clock;
    }

    /** Leaves out what someone was excluded from after they were told of it. */
    static Visible shown(Gate gate, Viewer viewer) {
        return gate.notExcluded(viewer, "n.subject_kind", "n.subject");
    }

    /** What waits or waited, newest first. */
    public List<Notice> inbox(Viewer viewer, boolean unreadOnly, @Nullable UUID before, int limit) {
        return notices.of(viewer.staff(), shown(gate, viewer), unreadOnly, before, limit);
    }

    public long unread(Viewer viewer) {
        return notices.unread(viewer.staff(), shown(gate, viewer));
    }

    /** Marks a notice as read; returns where it leads, empty where it is not theirs, or not any more. */
    public Optional<String> read(Viewer viewer, UUID id, String key) {
        var path = notices.path(viewer.staff(), shown(gate, viewer), id);
        if (path.isPresent()) {
            onceOnly.once(viewer.staff().value(), "notice.read", key, id.toString(), () -> {
                notices.read(viewer.staff(), id, clock.instant());
                return id;
            });
        }
        return path;
    }

    public void readAll(Viewer viewer, String key) {
        onceOnly.once(viewer.staff().value(), "notice.readAll", key, "all", () -> {
            notices.readAll(viewer.staff(), clock.instant());
            return viewer.staff().value();
        });
    }

    public Preference preference(Viewer viewer) {
        return notices.preference(viewer.staff());
    }

    public void prefer(Viewer viewer, Preference preference, String key) {
        onceOnly.once(viewer.staff().value(), "notice.prefer", key, preference.toString(), () -> {
            notices.prefer(viewer.staff(), preference);
            return viewer.staff().value();
        });
    }

    /** Whether this deployment sends e-mail. */
    public boolean sendsMail() {
        return postman.isSetUp();
    }

    /** Mails that were tried and have not arrived, oldest first. */
    public List<StuckMail> stuck(Viewer viewer) {
        requireAdministrator(viewer);
        var stuck = mails.stuck(MOST_STUCK);
        var people = new LinkedHashSet<StaffId>();
        stuck.forEach(mail -> people.add(mail.person()));
        var names = directory.staff(people);
        return stuck.stream()
                .map(mail -> {
                    var member = names.get(mail.person());
                    return new StuckMail(
                            mail.id(),
                            member == null ? "" : member.name(),
                            mail.givenUp(),
                            mail.madeAt(),
                            mail.nextTryAt(),
                            mail.tries(),
                            mail.problem() == null ? "NOT_NOW" : mail.problem());
                })
                .toList();
    }

    /** Tries a stuck mail again; all of them where {@code id} is null. */
    public void retry(Viewer viewer, @Nullable UUID id, String key) {
        requireAdministrator(viewer);
        onceOnly.once(viewer.staff().value(), "notice.retry", key, String.valueOf(id), () -> {
            mails.retry(id, clock.instant());
            logMail(viewer);
            return viewer.district().value();
        });
    }

    /** Gives up a mail that can't be delivered. Its notice stays in the inbox. */
    public void drop(Viewer viewer, UUID id, String key) {
        requireAdministrator(viewer);
        onceOnly.once(viewer.staff().value(), "notice.drop", key, id.toString(), () -> {
            mails.drop(id, clock.instant());
            logMail(viewer);
            return id;
        });
    }

    private void logMail(Viewer viewer) {
        audit.log(
                viewer,
                Action.CHANGED,
                new RecordRef(RecordKind.SCHOOL, viewer.district().value(), null),
                null,
                Purpose.ADMINISTRATION);
    }

    private void requireAdministrator(Viewer viewer) {
        if (gate.decide(viewer, Need.RUN_SYSTEM) instanceof Decision.Refused refused) {
            throw new RefusedException(refused.reason());
        }
    }

    /** @param problem a name of what went wrong, no text of the server's */
    public record StuckMail(
            UUID id, String person, boolean givenUp, Instant since, Instant nextTry, int tries, String problem) {}
}
