package org.havenward.district;

import java.util.List;
import java.util.Optional;
import org.havenward.platform.DistrictId;

/** The districts of this deployment. */
public interface Districts {
    /** All of them; may be asked outside of any scope. */
    List<District> all();

    Optional<District> find(String idOrName);

    District create(String name, String state, String zone);

    District current();

    /**
     * @param state two letters, such as {@code AZ}
     * @param acknowledgeMinutes school time within which a concern is acknowledged
     */
    record District(DistrictId id, String name, String state, String zone, int acknowledgeMinutes) {}
}
