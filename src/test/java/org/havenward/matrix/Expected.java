package org.havenward.matrix;

import static org.havenward.Person.School.QUAY;

import java.util.Set;
import org.havenward.Person;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what, written down by hand from the mission's table of people and the safety rules: not from the gate's code.
 * All records are of Quay Middle.
 */
final class Expected {
    /** How someone stands to the record. */
    enum Relation {
        NONE,
        REPORTER,
        TEAM,
        LEAD,
        /** Not on the team; broke the glass, and its time is not over. */
        BREAK_GLASS,
        /** Was told something by the record. */
        RECIPIENT,
        /** Holds every standing, and is excluded. */
        EXCLUDED;

        /** Some relations are to records of one kind alone. */
        boolean fits(RecordKind kind) {
            return switch (this) {
                case BREAK_GLASS -> kind == RecordKind.CASE;
                case RECIPIENT -> kind == RecordKind.SHARE;
                case NONE, REPORTER, TEAM, LEAD, EXCLUDED -> true;
            };
        }

        boolean onTeam() {
            return this == TEAM || this == LEAD;
        }
    }

    private static final Set<Role> COUNSELORS = Set.of(Role.DESIGNATED_COUNSELOR, Role.BACKUP_COUNSELOR);

    private Expected() {}

    /** Whether a kind of work is open to someone at all. */
    static boolean opens(Need need, Person who) {
        var role = who.role();
        return switch (need) {
            case NOTHING, SIGNED_IN, RAISE_CONCERN, FOLLOW_OWN_CONCERN, FIND_STUDENT, MEET_OWN_DUTY -> true;
            case TRIAGE_CONCERN, ANSWER_VOICE, LEAD_CASE -> counselor(role) || role == Role.DISTRICT_COORDINATOR;
            case RECEIVE_SHARE -> role != Role.SYSTEM_ADMINISTRATOR;
            case SEE_BREAK_GLASS, HOLD_RECORDS -> role == Role.DISTRICT_COORDINATOR || role == Role.RECORDS_OFFICER;
            case PLAN_LESSON ->
                counselor(role) || role == Role.DISTRICT_COORDINATOR || role == Role.SCHOOL_ADMINISTRATOR;
            case LIST_CASES, OPEN_CASE, MEET_AFTER_LESSON, WORK_ON_CASE, BREAK_GLASS ->
                counselor(role) || role == Role.DISTRICT_COORDINATOR || role == Role.RESPONSE_TEAM_MEMBER;
            case READ_PROTOCOL ->
                counselor(role)
                        || role == Role.RESPONSE_TEAM_MEMBER
                        || role == Role.SCHOOL_ADMINISTRATOR
                        || role == Role.DISTRICT_COORDINATOR;
            case COORDINATE, EDIT_PROTOCOL -> role == Role.DISTRICT_COORDINATOR;
            case PROVE_REPORTS -> role == Role.DISTRICT_COORDINATOR || role == Role.RECORDS_OFFICER;
            case SEE_WHO_LOOKED -> counselor(role) || role == Role.DISTRICT_COORDINATOR || role == Role.RECORDS_OFFICER;
            case READ_AUDIT -> role == Role.RECORDS_OFFICER;
            case READ_LAW ->
                counselor(role)
                        || role == Role.DISTRICT_COORDINATOR
                        || role == Role.RESPONSE_TEAM_MEMBER
                        || role == Role.RECORDS_OFFICER;
            case REVIEW_LAW -> role == Role.DISTRICT_COORDINATOR;
            case RUN_SYSTEM -> role == Role.SYSTEM_ADMINISTRATOR;
        };
    }

    /** Whether it is open for a record. */
    static boolean opens(Need need, Person who, RecordKind kind, Relation relation) {
        if (relation == Relation.EXCLUDED) {
            return false;
        }
        if (!opens(need, who)) {
            return false;
        }
        var role = who.role();
        return switch (need) {
            case NOTHING,
                    SIGNED_IN,
                    RUN_SYSTEM,
                    READ_AUDIT,
                    READ_LAW,
                    REVIEW_LAW,
                    COORDINATE,
                    SEE_BREAK_GLASS,
                    HOLD_RECORDS,
                    READ_PROTOCOL,
                    EDIT_PROTOCOL,
                    PROVE_REPORTS -> true;
            case RAISE_CONCERN, FIND_STUDENT -> who.school() == QUAY || role == Role.DISTRICT_COORDINATOR;
            case FOLLOW_OWN_CONCERN, MEET_OWN_DUTY -> relation == Relation.REPORTER;
            case TRIAGE_CONCERN, ANSWER_VOICE, PLAN_LESSON -> who.school() == QUAY || role == Role.DISTRICT_COORDINATOR;
            case LIST_CASES, WORK_ON_CASE -> relation.onTeam();
            case OPEN_CASE -> relation.onTeam() || relation == Relation.BREAK_GLASS;
            case BREAK_GLASS -> who.school() == QUAY || role == Role.DISTRICT_COORDINATOR;
            case RECEIVE_SHARE -> relation == Relation.RECIPIENT;
            case LEAD_CASE, MEET_AFTER_LESSON -> relation == Relation.LEAD;
            case SEE_WHO_LOOKED ->
                !counselor(role) || (kind == RecordKind.CASE ? relation.onTeam() : who.school() == QUAY);
        };
    }

    private static boolean counselor(@Nullable Role role) {
        return role != null && COUNSELORS.contains(role);
    }
}
