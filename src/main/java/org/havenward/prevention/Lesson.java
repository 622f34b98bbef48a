package org.havenward.prevention;

import java.time.Instant;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;

/**
 * A lesson, and the time in which students may answer privately after it (mission A4).
 *
 * @param presenter who teaches: staff or a partner's trainer
 * @param socialWorker who alone reads what students answer
 * @param code for the board and the QR code
 * @param taught how many students are in the room
 */
public record Lesson(
        LessonId id,
        SchoolId school,
        String title,
        String place,
        String presenter,
        StaffId socialWorker,
        String code,
        int taught,
        Instant opensAt,
        Instant closesAt) {

    public boolean open(Instant now) {
        return !now.isBefore(opensAt) && now.isBefore(closesAt);
    }

    public RecordRef ref() {
        return new RecordRef(RecordKind.LESSON, id.value(), school);
    }
}
