package org.havenward.access;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/**
 * Who asks. Controllers take it as an argument.
 *
 * @param schools where they work
 * @param secondFactor whether this session showed a second factor
 */
public record Viewer(
        DistrictId district,
        StaffId staff,
        String name,
        Set<RoleAt> roles,
        Set<SchoolId> schools,
        boolean secondFactor,
        Locale language) {

    public boolean holds(Role role) {
        return roles.stream().anyMatch(held -> held.role() == role);
    }

    /** The schools at which a role is held; empty where it is held for the whole district, see {@link #holdsEverywhere}. */
    public Set<SchoolId> schoolsAs(Role role) {
        return roles.stream()
                .filter(held -> held.role() == role)
                .flatMap(held -> java.util.stream.Stream.ofNullable(held.school()))
                .collect(Collectors.toSet());
    }

    public boolean holdsEverywhere(Role role) {
        return roles.contains(new RoleAt(role, null));
    }
}
