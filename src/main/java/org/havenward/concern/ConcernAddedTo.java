package org.havenward.concern;

import java.util.Set;
import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/**
 * The reporter added a text to a concern.
 *
 * @param newFact the reporter says that it is something that they had not said before; false where nobody was asked
 * @param danger the reporter says that someone is in danger now
 * @param readers who acknowledged it and who asked for more: they wait for it, whatever became of the concern
 */
public record ConcernAddedTo(
        DistrictId district,
        ConcernId concern,
        SchoolId school,
        UUID text,
        boolean newFact,
        boolean danger,
        @Nullable StaffId reporter,
        Set<StaffId> readers) {}
