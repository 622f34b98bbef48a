package org.havenward.voice.web;

import java.util.LinkedHashSet;
import java.util.Set;
import org.havenward.access.Gate;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.Role;
import org.havenward.district.Directory;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.voice.Place;
import org.havenward.voice.PublicWords;
import org.springframework.stereotype.Component;

/** Who will read what is told, in words that a student knows. */
@Component
class WhoReads {
    private static final int MOST = 3;

    private final Gate gate;
    private final Directory directory;

    WhoReads(Gate gate, Directory directory) {
        this.gate = gate;
        this.directory = directory;
    }

    /** Names where few read it; else what they are. In a transaction of the district. */
    String names(Place place, boolean elsewhere, PublicWords.Speech words) {
        var school = place.school();
        var where = new RecordRef(
                RecordKind.SCHOOL, school == null ? place.district().value() : school.value(), school);
        var holders = new LinkedHashSet<StaffId>();
        if (school != null && !elsewhere) {
            holders.addAll(gate.holders(Role.DESIGNATED_COUNSELOR, where));
        }
        var named = named(holders);
        if (!named.isEmpty()) {
            return named;
        }
        return words.t(elsewhere ? "reads.coordinator" : "reads.counselor");
    }

    private String named(Set<StaffId> holders) {
        return holders.isEmpty() || holders.size() > MOST
                ? ""
                : String.join(
                        ", ",
                        directory.staff(holders).values().stream()
                                .map(StaffMember::name)
                                .sorted()
                                .toList());
    }
}
