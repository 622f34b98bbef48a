package org.havenward.voice;

import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/**
 * Where a public page begins.
 *
 * @param school null: the whole district
 */
public record Place(
        DistrictId district, String code, @Nullable SchoolId school, String name, String districtName) {}
