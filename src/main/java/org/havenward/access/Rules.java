package org.havenward.access;

import static org.havenward.access.Role.BACKUP_COUNSELOR;
import static org.havenward.access.Role.DESIGNATED_COUNSELOR;
import static org.havenward.access.Role.DISTRICT_COORDINATOR;
import static org.havenward.access.Role.RECORDS_OFFICER;
import static org.havenward.access.Role.RESPONSE_TEAM_MEMBER;
import static org.havenward.access.Role.SCHOOL_ADMINISTRATOR;
import static org.havenward.access.Role.STAFF_MEMBER;
import static org.havenward.access.Role.SYSTEM_ADMINISTRATOR;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.havenward.access.Decision.Allowed;
import org.havenward.access.Decision.Reason;
import org.havenward.access.Decision.Refused;
import org.havenward.district.SchoolId;
import org.jspecify.annotations.Nullable;

/**
 * The one table: what each role opens, and how far. Everything else about access (pages, lists, counts, notices) follows
 * from it, and from the one rule above it, that exclusion beats every grant.
 */
final class Rules {
    /** How far a role opens a need. */
    enum Reach {
        /** No record is meant. */
        WORK,
        /** Records of the schools where they work. */
        WHERE_THEY_WORK,
        /** As before; those who work at no one school (the district's office, say) work for all of them. */
        WHERE_THEY_WORK_OR_ALL,
        /** Records of the schools for which the role is held; all of them where it is held for the district. */
        WHERE_HELD,
        /** Records that they raised. */
        OWN_REPORTS,
        /** Records on whose team they are. */
        ON_TEAM,
        /** The same, and records for which they broke the glass. */
        TO_READ,
        /** Records that they lead. */
        AS_LEAD,
        /** Records that were shared with them. */
        AS_RECIPIENT,
        /** Cases on whose team they are; anything else at the schools for which the role is held. */
        THEIRS
    }

    private static final Map<Need, Map<Role, Reach>> TABLE = new EnumMap<>(Map.ofEntries(
            Map.entry(Need.NOTHING, Map.of(STAFF_MEMBER, Reach.WORK)),
            Map.entry(Need.SIGNED_IN, Map.of(STAFF_MEMBER, Reach.WORK)),
            Map.entry(
                    Need.RAISE_CONCERN,
                    Map.of(STAFF_MEMBER, Reach.WHERE_THEY_WORK_OR_ALL, DISTRICT_COORDINATOR, Reach.WHERE_HELD)),
            Map.entry(Need.FOLLOW_OWN_CONCERN, Map.of(STAFF_MEMBER, Reach.OWN_REPORTS)),
            Map.entry(
                    Need.FIND_STUDENT,
                    Map.of(STAFF_MEMBER, Reach.WHERE_THEY_WORK, DISTRICT_COORDINATOR, Reach.WHERE_HELD)),
            Map.entry(
                    Need.TRIAGE_CONCERN,
                    Map.of(
                            DESIGNATED_COUNSELOR, Reach.WHERE_HELD,
                            BACKUP_COUNSELOR, Reach.WHERE_HELD,
                            DISTRICT_COORDINATOR, Reach.WHERE_HELD)),
            Map.entry(
                    Need.ANSWER_VOICE,
                    Map.of(
                            DESIGNATED_COUNSELOR, Reach.WHERE_HELD,
                            BACKUP_COUNSELOR, Reach.WHERE_HELD,
                            DISTRICT_COORDINATOR, Reach.WHERE_HELD)),
            Map.entry(
                    Need.PLAN_LESSON,
                    Map.of(
                            DESIGNATED_COUNSELOR, Reach.WHERE_HELD,
                            BACKUP_COUNSELOR, Reach.WHERE_HELD,
                            SCHOOL_ADMINISTRATOR, Reach.WHERE_HELD,
                            DISTRICT_COORDINATOR, Reach.WHERE_HELD)),
            Map.entry(Need.MEET_AFTER_LESSON, caseRoles(Reach.AS_LEAD)),
            Map.entry(Need.LIST_CASES, caseRoles(Reach.ON_TEAM)),
            Map.entry(Need.OPEN_CASE, caseRoles(Reach.TO_READ)),
            Map.entry(Need.WORK_ON_CASE, caseRoles(Reach.ON_TEAM)),
            Map.entry(Need.BREAK_GLASS, caseRoles(Reach.WHERE_HELD)),
            Map.entry(Need.SEE_BREAK_GLASS, overseers()),
            Map.entry(Need.HOLD_RECORDS, overseers()),
            Map.entry(Need.RECEIVE_SHARE, Map.of(STAFF_MEMBER, Reach.AS_RECIPIENT)),
            Map.entry(
                    Need.LEAD_CASE,
                    Map.of(
                            DESIGNATED_COUNSELOR, Reach.AS_LEAD,
                            BACKUP_COUNSELOR, Reach.AS_LEAD,
                            DISTRICT_COORDINATOR, Reach.AS_LEAD)),
            Map.entry(Need.MEET_OWN_DUTY, Map.of(STAFF_MEMBER, Reach.OWN_REPORTS)),
            Map.entry(
                    Need.PROVE_REPORTS,
                    Map.of(DISTRICT_COORDINATOR, Reach.WHERE_HELD, RECORDS_OFFICER, Reach.WHERE_HELD)),
            Map.entry(Need.COORDINATE, Map.of(DISTRICT_COORDINATOR, Reach.WHERE_HELD)),
            Map.entry(
                    Need.READ_PROTOCOL,
                    Map.of(
                            DESIGNATED_COUNSELOR, Reach.WORK,
                            BACKUP_COUNSELOR, Reach.WORK,
                            RESPONSE_TEAM_MEMBER, Reach.WORK,
                            SCHOOL_ADMINISTRATOR, Reach.WORK,
                            DISTRICT_COORDINATOR, Reach.WORK)),
            Map.entry(Need.EDIT_PROTOCOL, Map.of(DISTRICT_COORDINATOR, Reach.WORK)),
            Map.entry(
                    Need.SEE_WHO_LOOKED,
                    Map.of(
                            DESIGNATED_COUNSELOR, Reach.THEIRS,
                            BACKUP_COUNSELOR, Reach.THEIRS,
                            DISTRICT_COORDINATOR, Reach.WHERE_HELD,
                            RECORDS_OFFICER, Reach.WHERE_HELD)),
            Map.entry(
                    Need.READ_LAW,
                    Map.of(
                            DESIGNATED_COUNSELOR, Reach.WORK,
                            BACKUP_COUNSELOR, Reach.WORK,
                            RESPONSE_TEAM_MEMBER, Reach.WORK,
                            DISTRICT_COORDINATOR, Reach.WORK,
                            RECORDS_OFFICER, Reach.WORK)),
            Map.entry(Need.REVIEW_LAW, Map.of(DISTRICT_COORDINATOR, Reach.WHERE_HELD)),
            Map.entry(Need.READ_AUDIT, Map.of(RECORDS_OFFICER, Reach.WHERE_HELD)),
            Map.entry(Need.RUN_SYSTEM, Map.of(SYSTEM_ADMINISTRATOR, Reach.WHERE_HELD))));

    /** What a role shuts, whatever other roles and standings say: who runs the system never sees a case. */
    private static final Map<Role, Set<Need>> SHUT = new EnumMap<>(Map.of(
            SYSTEM_ADMINISTRATOR,
            EnumSet.of(
                    Need.TRIAGE_CONCERN,
                    Need.ANSWER_VOICE,
                    Need.MEET_AFTER_LESSON,
                    Need.LIST_CASES,
                    Need.OPEN_CASE,
                    Need.WORK_ON_CASE,
                    Need.LEAD_CASE,
                    Need.BREAK_GLASS,
                    Need.RECEIVE_SHARE,
                    Need.COORDINATE)));

    private Rules() {}

    private static Map<Role, Reach> caseRoles(Reach reach) {
        return Map.of(
                DESIGNATED_COUNSELOR, reach,
                BACKUP_COUNSELOR, reach,
                RESPONSE_TEAM_MEMBER, reach,
                DISTRICT_COORDINATOR, reach);
    }

    private static Map<Role, Reach> overseers() {
        return Map.of(DISTRICT_COORDINATOR, Reach.WHERE_HELD, RECORDS_OFFICER, Reach.WHERE_HELD);
    }

    /** Two roles that one person may not hold together: one opens what the other shuts. */
    static boolean clash(Role one, Role other) {
        return clashesFrom(one, other) || clashesFrom(other, one);
    }

    private static boolean clashesFrom(Role shutting, Role opening) {
        // Everyone who works here is a member of staff; that takes nobody's role.
        return opening != STAFF_MEMBER
                && SHUT.getOrDefault(shutting, Set.of()).stream()
                        .anyMatch(need -> TABLE.getOrDefault(need, Map.of()).containsKey(opening));
    }

    /** Whether the role opens a need about cases and concerns; the coordinator hears when someone takes one on. */
    static boolean opensCases(Role role) {
        return clash(SYSTEM_ADMINISTRATOR, role);
    }

    /** The roles through which someone meets a need, with their reach; empty where they don't. */
    static Map<Role, Reach> grants(Viewer viewer, Need need) {
        var grants = new EnumMap<Role, Reach>(Role.class);
        if (shut(viewer, need)) {
            return grants;
        }
        rolesFor(need).forEach((role, reach) -> {
            if (holds(viewer, role) && (viewer.secondFactor() || !role.needsSecondFactor())) {
                grants.put(role, reach);
            }
        });
        return grants;
    }

    static Decision decide(@Nullable Viewer viewer, Need need) {
        if (need == Need.NOTHING) {
            return new Allowed();
        }
        if (viewer == null) {
            return new Refused(Reason.NOT_SIGNED_IN);
        }
        if (!grants(viewer, need).isEmpty()) {
            return new Allowed();
        }
        var onlyTheSecondFactorLacks = !viewer.secondFactor()
                && !shut(viewer, need)
                && rolesFor(need).keySet().stream().anyMatch(role -> holds(viewer, role));
        return new Refused(onlyTheSecondFactorLacks ? Reason.SECOND_FACTOR_MISSING : Reason.ROLE_LACKS_IT);
    }

    /** The whole decision on a record, once it is known how the viewer stands to it. */
    static Decision decide(Viewer viewer, Need need, RecordRef record, Standings.Facts facts) {
        if (facts.excluded()) {
            return new Refused(Reason.EXCLUDED);
        }
        var work = decide(viewer, need);
        if (!work.allowed()) {
            return work;
        }
        if (need == Need.NOTHING) {
            return new Allowed();
        }
        var reason = Reason.ROLE_LACKS_IT;
        for (var grant : grants(viewer, need).entrySet()) {
            var reach = grant.getValue();
            var open = !facts.kept()
                    || byTeam(reach, record.kind())
                    || !grant.getKey().ofSchool();
            if (open && reaches(viewer, grant.getKey(), reach, record, facts.standings())) {
                return new Allowed();
            }
            reason = byTeam(reach, record.kind()) ? Reason.NOT_ON_TEAM : Reason.OTHER_SCHOOL;
        }
        return new Refused(reason);
    }

    private static boolean reaches(Viewer viewer, Role role, Reach reach, RecordRef record, Set<Standing> standings) {
        return switch (reach) {
            case WORK -> true;
            case WHERE_THEY_WORK, WHERE_THEY_WORK_OR_ALL, WHERE_HELD ->
                within(schools(viewer, role, reach), record.school());
            case OWN_REPORTS -> standings.contains(Standing.REPORTER);
            case ON_TEAM -> standings.contains(Standing.TEAM) || standings.contains(Standing.LEAD);
            case TO_READ ->
                standings.contains(Standing.TEAM)
                        || standings.contains(Standing.LEAD)
                        || standings.contains(Standing.BREAK_GLASS);
            case AS_RECIPIENT -> standings.contains(Standing.RECIPIENT);
            case AS_LEAD -> standings.contains(Standing.LEAD);
            case THEIRS ->
                record.kind() == RecordKind.CASE
                        ? reaches(viewer, role, Reach.ON_TEAM, record, standings)
                        : reaches(viewer, role, Reach.WHERE_HELD, record, standings);
        };
    }

    /** A record without a school is within every reach that is not empty. */
    private static boolean within(Schools schools, @Nullable SchoolId school) {
        return schools.all()
                || (school == null ? !schools.some().isEmpty() : schools.some().contains(school));
    }

    static boolean byTeam(Reach reach, RecordKind kind) {
        return switch (reach) {
            case OWN_REPORTS, ON_TEAM, TO_READ, AS_LEAD, AS_RECIPIENT -> true;
            case THEIRS -> kind == RecordKind.CASE;
            case WORK, WHERE_THEY_WORK, WHERE_THEY_WORK_OR_ALL, WHERE_HELD -> false;
        };
    }

    /** The schools that a reach by school covers. */
    static Schools schools(Viewer viewer, Role role, Reach reach) {
        return switch (reach) {
            case WHERE_THEY_WORK -> new Schools(false, viewer.schools());
            case WHERE_THEY_WORK_OR_ALL -> new Schools(viewer.schools().isEmpty(), viewer.schools());
            case WHERE_HELD, THEIRS -> new Schools(viewer.holdsEverywhere(role), viewer.schoolsAs(role));
            case WORK, OWN_REPORTS, ON_TEAM, TO_READ, AS_LEAD, AS_RECIPIENT -> new Schools(false, Set.of());
        };
    }

    /** All schools of the district that a need covers by school. */
    static Schools schools(Viewer viewer, Need need) {
        var all = false;
        var some = new HashSet<SchoolId>();
        for (var grant : grants(viewer, need).entrySet()) {
            var schools = schools(viewer, grant.getKey(), grant.getValue());
            all |= schools.all();
            some.addAll(schools.some());
        }
        return new Schools(all, some);
    }

    /** The schools whose people they are one of, less those for which they coordinate. */
    static Set<SchoolId> ofTheirSchools(Viewer viewer) {
        if (viewer.holdsEverywhere(DISTRICT_COORDINATOR)) {
            return Set.of();
        }
        var schools = new HashSet<>(viewer.schools());
        Arrays.stream(Role.values()).filter(Role::ofSchool).forEach(role -> schools.addAll(viewer.schoolsAs(role)));
        schools.removeAll(viewer.schoolsAs(DISTRICT_COORDINATOR));
        return schools;
    }

    private static boolean shut(Viewer viewer, Need need) {
        return SHUT.entrySet().stream()
                .anyMatch(entry ->
                        viewer.holds(entry.getKey()) && entry.getValue().contains(need));
    }

    /** Everyone who signs in works here. */
    private static boolean holds(Viewer viewer, Role role) {
        return role == STAFF_MEMBER || viewer.holds(role);
    }

    private static Map<Role, Reach> rolesFor(Need need) {
        return TABLE.getOrDefault(need, Map.of());
    }

    record Schools(boolean all, Set<SchoolId> some) {}
}
