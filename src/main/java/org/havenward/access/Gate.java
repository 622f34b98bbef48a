package org.havenward.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.havenward.district.School;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;

/** Decides who may see and do what: the one place. Works in a transaction of the viewer's district. */
public interface Gate {
    /** Whether a kind of work is open to someone at all. */
    Decision decide(Viewer viewer, Need need);

    /** Whether it is open to them for this record. */
    Decision decide(Viewer viewer, Need need, RecordRef record);

    /** Throws {@link RefusedException} unless allowed. */
    void require(Viewer viewer, Need need, RecordRef record);

    /**
     * The same rule for a query. The columns are expressions such as {@code c.id} and {@code c.school_id} in a query on a
     * table of the given kind of record; {@code c.district_id} is not needed, row-level security sees to it.
     */
    Visible visible(Viewer viewer, Need need, RecordKind kind, String idColumn, String schoolColumn);

    /**
     * What a query over records of several kinds (the audit, a search index) adds to its own rule: leaves out what the
     * viewer is excluded from. {@code kindColumn} holds the names of {@link RecordKind}.
     */
    Visible notExcluded(Viewer viewer, String kindColumn, String idColumn);

    /**
     * What the gate asks besides the school, for a query that is bound to the need's schools already: leaves out what the
     * viewer is excluded from, and what is kept from the school of whoever has the need only there.
     */
    Visible besidesSchool(Viewer viewer, Need need, RecordKind kind, String idColumn, String schoolColumn);

    /**
     * Whether someone may learn that a record is there, if not what is in it: not whoever is excluded from it, and where it is
     * kept from a school not who works there or holds a role there, unless they are on its team or coordinate for that school.
     */
    boolean mayKnowOf(RecordRef record, StaffId who);

    /** The same rule for a query over records of one kind. */
    Visible mayKnowOf(Viewer viewer, RecordKind kind, String idColumn);

    /** The schools at which a kind of work is open to someone: what a list of schools in a form offers. */
    List<School> schools(Viewer viewer, Need need);

    /** Gives someone a standing to a record. Does nothing for who is excluded from it, but remembers it. */
    void admit(RecordRef record, StaffId who, Standing standing);

    /**
     * Gives someone a standing that ends by itself, at most three hours on: by the house's clock and by the database's,
     * whichever comes first.
     */
    void admitUntil(RecordRef record, StaffId who, Standing standing, Instant until);

    /** The records of a kind that only broken glass opens to them: what they read of those is audited as such. */
    Set<UUID> throughBreakGlass(Viewer viewer, RecordKind kind);

    void dismiss(RecordRef record, StaffId who, Standing standing);

    /** Shuts someone out of a record, whatever else they hold, from now on. */
    void exclude(RecordRef record, StaffId who, StaffId by);

    /** Lifts an exclusion that was a mistake. */
    void readmit(RecordRef record, StaffId who, StaffId by);

    Set<StaffId> excludedFrom(RecordRef record);

    /**
     * Keeps a record from its school, from now on: no role held for a school opens it, whoever comes to hold one. People of
     * its team stay.
     */
    void keepFromSchool(RecordRef record);

    /** Whether a record is kept from its school. */
    boolean keptFromSchool(RecordRef record);

    /** A record that grew out of another (a case out of a concern) shuts out the same people, and is kept from the same school. */
    void carryExclusions(RecordRef from, RecordRef to);

    Set<StaffId> with(RecordRef record, Standing standing);

    /** Everyone who holds a role for the record's school, less who is excluded from it: whom to tell. */
    Set<StaffId> holders(Role role, RecordRef record);

    /**
     * Someone as they are now, for jobs and notices: as if signed in with all that their roles ask for; null where they
     * have no account or are shut out of the system.
     */
    @Nullable
    Viewer asOf(StaffId who);
}
