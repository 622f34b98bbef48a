package org.havenward.concern;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.havenward.access.Viewer;
import org.havenward.district.SchoolId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The door to work on a whole part of the queue, however long: in pieces, each of them a transaction of its own. */
@Service
public class TriageInBulk {
    private static final int AT_ONCE = 200;

    private final TriageQueue queue;
    private final Triage triage;

    TriageInBulk(TriageQueue queue, Triage triage) {
        this.queue = queue;
        this.triage = triage;
    }

    /**
     * Acknowledges all that a part of the queue holds, on all of its pages. Sent again with the same key it goes on where it
     * was interrupted, and changes nothing where it was not.
     *
     * @param seenAt when the viewer saw the list: what came after that goes on waiting
     */
    public int acknowledge(Viewer viewer, QueueFilter part, @Nullable SchoolId school, Instant seenAt, String key) {
        var done = 0;
        @Nullable String after = null;
        do {
            var some = queue.some(viewer, part, school, seenAt, after, AT_ONCE);
            if (!some.ids().isEmpty()) {
                done += triage.acknowledgeAll(
                        viewer, some.ids(), keyOf(key, some.ids().toString()));
            }
            after = some.next();
        } while (after != null);
        return done;
    }

    private static String keyOf(String key, String ids) {
        return UUID.nameUUIDFromBytes((key + ids).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
