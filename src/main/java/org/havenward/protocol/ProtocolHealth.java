package org.havenward.protocol;

import org.havenward.district.Districts;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.HealthCheck;
import org.springframework.stereotype.Component;

/** Says when a version that cases follow can't be read any more: they are worked on by another than the district chose. */
@Component
class ProtocolHealth implements HealthCheck {
    private final Districts districts;
    private final ProtocolVersions versions;

    ProtocolHealth(Districts districts, ProtocolVersions versions) {
        this.districts = districts;
        this.versions = versions;
    }

    @Override
    public String name() {
        return "protocol";
    }

    @Override
    public Health check() {
        var unreadable = districts.all().stream()
                .mapToInt(district ->
                        DistrictScope.call(district.id(), versions::unreadable).size())
                .sum();
        return unreadable == 0
                ? Health.fine()
                : Health.unwell("versions of the protocol that cases follow and that cannot be read: " + unreadable
                        + "; the one published before is followed, or the one that ships, until a coordinator publishes"
                        + " one that can be");
    }
}
