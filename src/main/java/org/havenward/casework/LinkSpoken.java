package org.havenward.casework;

import java.util.List;
import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/**
 * Between a case that is linked with another and the coordinator, one side has something for the other: a link, or a message.
 *
 * @param about the link or the message
 * @param caseId the one of the two cases that it stands in
 * @param toCoordinator whether it goes to the coordinator; else to the case
 * @param to who may know of it
 */
public record LinkSpoken(
        DistrictId district,
        UUID about,
        UUID link,
        CaseId caseId,
        SchoolId school,
        boolean toCoordinator,
        List<StaffId> to) {
    public LinkSpoken {
        to = List.copyOf(to);
    }
}
