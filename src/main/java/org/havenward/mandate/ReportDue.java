package org.havenward.mandate;

import org.havenward.casework.CaseId;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/**
 * Time to remind someone of a report.
 *
 * @param holder whose duty it is; told where they work here and may know of it
 * @param written whether the written report is due; else the call
 * @param step which of the reminders it is
 * @param schoolYear in which there was cause
 * @param coordinatorToo whether the coordinators are told as well
 * @param late whether its time has passed
 */
public record ReportDue(
        DistrictId district,
        DutyId duty,
        CaseId caseId,
        SchoolId school,
        StaffId holder,
        boolean written,
        int step,
        int schoolYear,
        boolean holderToo,
        boolean coordinatorToo,
        boolean late) {}
