package org.havenward.office.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.Accounts;
import org.havenward.access.Role;
import org.havenward.access.Viewer;
import org.havenward.district.Directory;
import org.havenward.district.School;
import org.havenward.district.SchoolId;
import org.jspecify.annotations.Nullable;

/**
 * A role that someone holds.
 *
 * @param id of the assignment; null where it comes with working here
 * @param school null for the whole district
 */
public record RoleLine(
        @Nullable UUID id,
        Role role,
        @Nullable String school,
        @Nullable Instant from,
        @Nullable Instant until) {
    public String key() {
        return keyOf(role);
    }

    public static String keyOf(Role role) {
        return "access.role." + role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static List<RoleLine> of(Viewer viewer, Directory directory) {
        var names = names(directory);
        return viewer.roles().stream()
                .map(held -> {
                    var school = held.school();
                    return new RoleLine(null, held.role(), school == null ? null : names.get(school), null, null);
                })
                .sorted(Comparator.comparing(RoleLine::role).thenComparing(line -> String.valueOf(line.school())))
                .toList();
    }

    static List<RoleLine> of(List<Accounts.Assignment> assignments, Map<SchoolId, String> names) {
        return assignments.stream()
                .map(one -> {
                    var school = one.role().school();
                    return new RoleLine(
                            one.id(),
                            one.role().role(),
                            school == null ? null : names.get(school),
                            one.from(),
                            one.until());
                })
                .toList();
    }

    static Map<SchoolId, String> names(Directory directory) {
        return directory.schools().stream().collect(Collectors.toMap(School::id, School::name));
    }
}
