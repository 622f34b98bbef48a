package org.havenward;

import org.havenward.access.Role;
import org.jspecify.annotations.Nullable;

/** The people of a test's district, and what they are there. */
public enum Person {
    BUS_DRIVER("Dana", "Brooks", "Bus driver", School.QUAY, null),
    TEACHER("Noor", "Haddad", "Teacher", School.QUAY, null),
    COUNSELOR_ORTIZ("Elena", "Ortiz", "Counselor", School.QUAY, Role.DESIGNATED_COUNSELOR),
    BACKUP_LIN("Wei", "Lin", "Social worker", School.QUAY, Role.BACKUP_COUNSELOR),
    NURSE_BELL("Ann", "Bell", "Nurse", School.QUAY, Role.RESPONSE_TEAM_MEMBER),
    PRINCIPAL_REED("Tom", "Reed", "Principal", School.QUAY, Role.SCHOOL_ADMINISTRATOR),
    COORDINATOR_HALE("Ruth", "Hale", "Coordinator", null, Role.DISTRICT_COORDINATOR),
    RECORDS_OFFICER_VEGA("Luis", "Vega", "Records officer", null, Role.RECORDS_OFFICER),
    ADMIN_KIM("Joon", "Kim", "Systems", null, Role.SYSTEM_ADMINISTRATOR),
    OTHER_TEACHER("Ivy", "Stone", "Teacher", School.HARBOR, null),
    OTHER_COUNSELOR("Grace", "Okafor", "Counselor", School.HARBOR, Role.DESIGNATED_COUNSELOR),
    OTHER_BACKUP("Omar", "Diaz", "Counselor", School.HARBOR, Role.BACKUP_COUNSELOR),
    OTHER_NURSE("Mae", "Lund", "Nurse", School.HARBOR, Role.RESPONSE_TEAM_MEMBER),
    OTHER_PRINCIPAL("Rob", "Falk", "Principal", School.HARBOR, Role.SCHOOL_ADMINISTRATOR);

    /** The two schools of a test's district; Maya goes to Quay. */
    public enum School {
        QUAY,
        HARBOR
    }

    final String given;
    final String family;
    final String title;
    final @Nullable School school;
    final @Nullable Role role;

    Person(String given, String family, String title, @Nullable School school, @Nullable Role role) {
        this.given = given;
        this.family = family;
        this.title = title;
        this.school = school;
        this.role = role;
    }

    public @Nullable Role role() {
        return role;
    }

    public @Nullable School school() {
        return school;
    }

    public String fullName() {
        return given + " " + family;
    }

    /** How they sign in: with a second factor where their role asks for one. */
    public boolean showsSecondFactor() {
        return role != null && role.needsSecondFactor();
    }
}
