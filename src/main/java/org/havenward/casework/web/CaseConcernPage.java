package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.CaseReading;
import org.havenward.concern.ConcernReading;
import org.havenward.guide.Indicator;

/** A concern of a case, in the reporter's own words. */
public record CaseConcernPage(CaseReading.Header header, ConcernReading.Whole concern, List<Indicator> indicators) {}
