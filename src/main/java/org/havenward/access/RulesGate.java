package org.havenward.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.Decision.Reason;
import org.havenward.access.Decision.Refused;
import org.havenward.district.Directory;
import org.havenward.district.School;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts the facts of a record (standings, exclusions) before the {@link Rules}. */
@Service
@Transactional(noRollbackFor = RefusedException.class)
class RulesGate implements Gate {
    private final Standings standings;
    private final Viewers viewers;
    private final Directory directory;
    private final InstantSource clock;

    RulesGate(Standings standings, Viewers viewers, Directory directory, InstantSource clock) {
        this.standings = standings;
        this.viewers = viewers;
        this.directory = directory;
        this.clock = clock;
    }

    /** Looks nothing up: asked before each request's work, it must not cost a transaction of its own. */
    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Decision decide(Viewer viewer, Need need) {
        return Rules.decide(viewer, need);
    }

    @Override
    public Decision decide(Viewer viewer, Need need, RecordRef record) {
        if (!viewer.district().equals(DistrictScope.required())) {
            return new Refused(Reason.OTHER_DISTRICT);
        }
        var facts = standings.facts(record, viewer.staff(), clock.instant());
        return Rules.decide(viewer, need, record, facts);
    }

    @Override
    public void require(Viewer viewer, Need need, RecordRef record) {
        switch (decide(viewer, need, record)) {
            case Decision.Allowed allowed -> {}
            case Refused refused -> throw new RefusedException(refused.reason());
        }
    }

    @Override
    public Visible visible(Viewer viewer, Need need, RecordKind kind, String idColumn, String schoolColumn) {
        if (!DistrictScope.current().filter(viewer.district()::equals).isPresent()) {
            return new Visible("(false)", Map.of());
        }
        var suffix = need.name().toLowerCase(Locale.ROOT);
        var parameters = new HashMap<String, Object>();
        var grounds = new ArrayList<String>();
        var bySchool = new BySchool();
        var ofSchool = new BySchool();
        var standing = EnumSet.noneOf(Standing.class);
        for (var grant : Rules.grants(viewer, need).entrySet()) {
            var reach = grant.getValue();
            if (Rules.byTeam(reach, kind)) {
                standing.addAll(standingsFor(reach));
            } else if (reach == Rules.Reach.WORK) {
                bySchool.all = true;
            } else {
                (grant.getKey().ofSchool() ? ofSchool : bySchool).add(Rules.schools(viewer, grant.getKey(), reach));
            }
        }
        bySchool.ground("gate_schools_" + suffix, schoolColumn, parameters).ifPresent(grounds::add);
        if (!bySchool.all) {
            ofSchool.ground("gate_of_schools_" + suffix, schoolColumn, parameters)
                    .ifPresent(ground -> grounds.add("(" + ground + " and " + notKept(kind, idColumn) + ")"));
        }
        if (!bySchool.all && !standing.isEmpty()) {
            grounds.add("exists (select 1 from record_standing gate_s where gate_s.district_id = (select"
                    + " havenward_district()) and gate_s.staff_id = :gate_staff and gate_s.kind = '" + kind
                    + "' and gate_s.record_id = " + idColumn + " and gate_s.standing in ("
                    + standing.stream().map(one -> "'" + one + "'").collect(Collectors.joining(", ")) + ")"
                    + (standing.stream().anyMatch(Standing::ends) ? " and " + Standings.inForce("gate_s", "gate_") : "")
                    + ")");
            if (standing.stream().anyMatch(Standing::ends)) {
                parameters.putAll(Standings.moment(clock.instant(), "gate_"));
            }
            parameters.put("gate_staff", viewer.staff().value());
        }
        if (grounds.isEmpty()) {
            return new Visible("(false)", Map.of());
        }
        parameters.put("gate_staff", viewer.staff().value());
        return new Visible(
                "((" + String.join(" or ", grounds) + ") and " + notExcluded("'" + kind + "'", idColumn) + ")",
                parameters);
    }

    /** Schools that one or the other grant opens. */
    private static final class BySchool {
        private final Set<SchoolId> some = new HashSet<>();
        private boolean all;

        void add(Rules.Schools schools) {
            all |= schools.all();
            some.addAll(schools.some());
        }

        Optional<String> ground(String name, String column, Map<String, Object> parameters) {
            if (all) {
                return Optional.of("true");
            }
            if (some.isEmpty()) {
                return Optional.empty();
            }
            parameters.put(name, uuids(some));
            return Optional.of(column + " = any(cast(:" + name + " as uuid[]))");
        }
    }

    private static String notKept(RecordKind kind, String idColumn) {
        return idColumn + " not in (select gate_k.record_id from record_kept_from_school gate_k"
                + " where gate_k.district_id = (select havenward_district()) and gate_k.kind = '" + kind + "')";
    }

    @Override
    public Visible besidesSchool(Viewer viewer, Need need, RecordKind kind, String idColumn, String schoolColumn) {
        var free = new BySchool();
        Rules.grants(viewer, need).forEach((role, reach) -> {
            if (!role.ofSchool()) {
                free.add(Rules.schools(viewer, role, reach));
            }
        });
        var parameters =
                new HashMap<String, Object>(Map.of("gate_staff", viewer.staff().value()));
        var shut = notExcluded("'" + kind + "'", idColumn);
        if (free.all) {
            return new Visible("(" + shut + ")", parameters);
        }
        var kept = free.ground("gate_free_schools", schoolColumn, parameters)
                .map(ground -> "(" + ground + " or " + notKept(kind, idColumn) + ")")
                .orElseGet(() -> notKept(kind, idColumn));
        return new Visible("(" + shut + " and " + kept + ")", parameters);
    }

    @Override
    public boolean mayKnowOf(RecordRef record, StaffId who) {
        return standings.mayKnowOf(record, who, clock.instant());
    }

    @Override
    public Visible mayKnowOf(Viewer viewer, RecordKind kind, String idColumn) {
        var kept = idColumn + " not in (select gate_k.record_id from record_kept_from_school gate_k"
                + " where gate_k.district_id = (select havenward_district()) and gate_k.kind = '" + kind + "'"
                + " and gate_k.school_id = any(cast(:gate_their_schools as uuid[])))";
        return new Visible(
                "(" + notExcluded("'" + kind + "'", idColumn) + " and (" + kept + " or " + onTeam(kind, idColumn)
                        + "))",
                Map.of(
                        "gate_staff",
                        viewer.staff().value(),
                        "gate_their_schools",
                        uuids(Rules.ofTheirSchools(viewer))));
    }

    private static String onTeam(RecordKind kind, String idColumn) {
        return idColumn + " in (select gate_t.record_id from record_standing gate_t"
                + " where gate_t.district_id = (select havenward_district()) and gate_t.staff_id = :gate_staff"
                + " and gate_t.kind = '" + kind + "' and gate_t.standing in ('TEAM', 'LEAD'))";
    }

    private static Set<Standing> standingsFor(Rules.Reach reach) {
        return switch (reach) {
            case OWN_REPORTS -> EnumSet.of(Standing.REPORTER);
            case ON_TEAM, THEIRS -> EnumSet.of(Standing.TEAM, Standing.LEAD);
            case TO_READ -> EnumSet.of(Standing.TEAM, Standing.LEAD, Standing.BREAK_GLASS);
            case AS_RECIPIENT -> EnumSet.of(Standing.RECIPIENT);
            case AS_LEAD -> EnumSet.of(Standing.LEAD);
            case WORK, WHERE_THEY_WORK, WHERE_THEY_WORK_OR_ALL, WHERE_HELD -> EnumSet.noneOf(Standing.class);
        };
    }

    @Override
    public Visible notExcluded(Viewer viewer, String kindColumn, String idColumn) {
        return new Visible(
                "(" + notExcluded(kindColumn, idColumn) + ")",
                Map.of("gate_staff", viewer.staff().value()));
    }

    /**
     * For one kind of record, those that someone is shut out of are read once and each row is looked up in them: asking for
     * each row anew took most of a list's time for someone who is shut out of many.
     */
    private static String notExcluded(String kind, String idColumn) {
        var shutOut = " from record_exclusion gate_x where gate_x.district_id = (select havenward_district())"
                + " and gate_x.staff_id = :gate_staff and gate_x.kind = " + kind + " and gate_x.lifted_at is null";
        return kind.startsWith("'")
                ? idColumn + " not in (select gate_x.record_id" + shutOut + ")"
                : "not exists (select 1" + shutOut + " and gate_x.record_id = " + idColumn + ")";
    }

    private static String uuids(Collection<SchoolId> schools) {
        return schools.stream().map(school -> school.value().toString()).collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public List<School> schools(Viewer viewer, Need need) {
        var open = Rules.schools(viewer, need);
        return directory.schools().stream()
                .filter(school -> open.all() || open.some().contains(school.id()))
                .toList();
    }

    @Override
    public void admit(RecordRef record, StaffId who, Standing standing) {
        standings.admit(record, who, standing);
    }

    @Override
    public void admitUntil(RecordRef record, StaffId who, Standing standing, Instant until) {
        standings.admitUntil(record, who, standing, clock.instant(), until);
    }

    @Override
    public Set<UUID> throughBreakGlass(Viewer viewer, RecordKind kind) {
        return standings.throughBreakGlass(kind, viewer.staff(), clock.instant());
    }

    @Override
    public void dismiss(RecordRef record, StaffId who, Standing standing) {
        standings.dismiss(record, who, standing);
    }

    @Override
    public void exclude(RecordRef record, StaffId who, StaffId by) {
        standings.exclude(record, who, by, clock.instant());
    }

    @Override
    public void readmit(RecordRef record, StaffId who, StaffId by) {
        standings.readmit(record, who, by, clock.instant());
    }

    @Override
    public void keepFromSchool(RecordRef record) {
        standings.keepFromSchool(record);
    }

    @Override
    public boolean keptFromSchool(RecordRef record) {
        return standings.keptFromSchool(record);
    }

    @Override
    public Set<StaffId> excludedFrom(RecordRef record) {
        return standings.excludedFrom(record);
    }

    @Override
    public void carryExclusions(RecordRef from, RecordRef to) {
        standings.carryExclusions(from, to);
    }

    @Override
    public Set<StaffId> with(RecordRef record, Standing standing) {
        return standings.with(record, standing, clock.instant());
    }

    @Override
    public Set<StaffId> holders(Role role, RecordRef record) {
        return standings.holders(role, record, clock.instant());
    }

    @Override
    public @Nullable Viewer asOf(StaffId who) {
        return viewers.asOf(who);
    }
}
