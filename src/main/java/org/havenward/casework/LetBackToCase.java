package org.havenward.casework;

import org.havenward.district.StaffId;

/** Someone who had been kept out of a case may know of it again. Rooms carry it on in the same transaction. */
public record LetBackToCase(CaseId caseId, StaffId who, StaffId by) {}
