package org.havenward.casework;

/** Someone may have been kept out of a case: who it is, the gate says. Rooms carry it on in the same transaction. */
public record KeptOutOfCase(CaseId caseId) {}
