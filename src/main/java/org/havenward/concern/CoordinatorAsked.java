package org.havenward.concern;

import java.util.Set;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/**
 * Whoever triages a concern asks for help with it, since its student has a case that they may not open.
 *
 * @param coordinators who may help: neither shut out of the concern nor of that case
 */
public record CoordinatorAsked(DistrictId district, ConcernId concern, SchoolId school, Set<StaffId> coordinators) {}
