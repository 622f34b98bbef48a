package org.havenward.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the student asked for (B4): their wishes, who may know what, and how to reach them safely. What was written down
 * before stays; the newest counts.
 */
@Service
@Transactional
public class StudentWishes {
    /** The longest of the four texts, in characters. */
    public static final int LONGEST = 5_000;

    private final Doorstep doorstep;
    private final CaseWords words;
    private final TokenIndex index;
    private final FormDrafts drafts;
    private final JdbcClient jdbc;
    private final Directory directory;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    StudentWishes(
            Doorstep doorstep,
            CaseWords words,
            TokenIndex index,
            FormDrafts drafts,
            JdbcClient jdbc,
            Directory directory,
            Audit audit,
            OnceOnly onceOnly,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.doorstep = doorstep;
        this.words = words;
        this.index = index;
        this.drafts = drafts;
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.events = events;
        this.clock = clock;
    }

    /**
     * In the student's words where there are some.
     *
     * @param knownBy who may know what
     * @param safeContact ways, times, and places that are safe
     * @param notSafe ways, times, places, and people that are not
     */
    public record Words(String wishes, String knownBy, String safeContact, String notSafe) {
        public static final Words NONE = new Words("", "", "", "");

        public boolean none() {
            return (wishes + knownBy + safeContact + notSafe).isBlank();
        }
    }

    /** @param gone whether its words can't be opened any more */
    public record Told(UUID id, Instant at, String by, Words words, boolean gone) {}

    /**
     * Writes down what the student asked for, as a whole; returns its id.
     *
     * @param seen the newest one when this was written; null for none. Where another came meanwhile, nothing is done
     */
    public UUID tell(Viewer viewer, CaseId id, @Nullable UUID seen, Words said, String key) {
        doorstep.enter(viewer, Need.WORK_ON_CASE, id);
        var fingerprint =
                words.fingerprint(id.value(), said.wishes(), said.knownBy(), said.safeContact(), said.notSafe());
        return onceOnly.once(viewer.staff().value(), "casework.wishes", key, fingerprint, () -> {
                    var file = doorstep.enterToChange(viewer, Need.WORK_ON_CASE, id);
                    var before = rows(id, 1).stream().findFirst().map(Row::id).orElse(null);
                    if (before != null && !before.equals(seen)) {
                        throw CannotDo.overtaken("wishes", "casework.cannot.wishes_moved");
                    }
                    if (before == null && said.none()) {
                        throw CannotDo.because("wishes", "casework.cannot.wishes_missing");
                    }
                    var told = Ids.next();
                    insert(file.opened(), told, viewer.staff(), said);
                    index.add(id, said.wishes() + " " + said.knownBy());
                    index.add(id, said.safeContact() + " " + said.notSafe());
                    doorstep.save(file.write(NewEntry.of(EntryKind.WISHES).refersTo(told)), viewer.staff());
                    var found = file.opened();
                    audit.log(viewer, Action.CHANGED, found.ref(), found.student(), Purpose.CASE_WORK);
                    drafts.discard(viewer, id, "wishes");
                    events.publishEvent(new CaseProgressed(viewer.district(), id, found.school(), told));
                    return told;
                })
                .id();
    }

    /** All that was written down, the newest first. */
    public List<Told> all(Viewer viewer, CaseId id) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        return read(file, 100);
    }

    /** What counts now, for whoever is about to contact the student; empty where nobody has asked yet. */
    public Optional<Told> now(Viewer viewer, CaseId id) {
        return now(doorstep.enter(viewer, Need.OPEN_CASE, id));
    }

    Optional<Told> now(CaseFile.State file) {
        return read(file, 1).stream().findFirst();
    }

    List<Told> allOf(CaseFile.State file) {
        return read(file, 10_000);
    }

    private List<Told> read(CaseFile.State file, int limit) {
        var found = rows(file.id(), limit);
        var names = directory.staff(found.stream().map(Row::by).toList());
        return found.stream()
                .map(row -> {
                    var wishes = open(file, row, "wishes", row.wishes());
                    var known = open(file, row, "known_by", row.knownBy());
                    var safe = open(file, row, "safe_contact", row.safeContact());
                    var not = open(file, row, "not_safe", row.notSafe());
                    return new Told(
                            row.id(),
                            row.at(),
                            Optional.ofNullable(names.get(row.by()))
                                    .map(StaffMember::name)
                                    .orElse(""),
                            new Words(wishes.orEmpty(), known.orEmpty(), safe.orEmpty(), not.orEmpty()),
                            wishes.gone() || known.gone() || safe.gone() || not.gone());
                })
                .toList();
    }

    private SealedWords open(CaseFile.State file, Row row, String field, byte @Nullable [] sealed) {
        return words.open(file.key(), place(field, row.id()), sealed);
    }

    private static String place(String field, UUID id) {
        return "casework.wishes." + field + "/" + id;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Row(
            UUID id,
            Instant at,
            StaffId by,
            byte @Nullable [] wishes,
            byte @Nullable [] knownBy,
            byte @Nullable [] safeContact,
            byte @Nullable [] notSafe) {}

    private void insert(CaseFile.State file, UUID id, StaffId by, Words said) {
        jdbc.sql("""
                        insert into case_wishes (district_id, id, case_id, at, by_staff, wishes, known_by, safe_contact,
                            not_safe)
                        values (havenward_district(), :id, :case, :at, :by, :wishes, :known, :safe, :not)
                        """)
                .param("id", id)
                .param("case", file.id().value())
                .param("at", Timestamp.from(clock.instant()))
                .param("by", by.value())
                .param("wishes", words.seal(file.key(), place("wishes", id), said.wishes()))
                .param("known", words.seal(file.key(), place("known_by", id), said.knownBy()))
                .param("safe", words.seal(file.key(), place("safe_contact", id), said.safeContact()))
                .param("not", words.seal(file.key(), place("not_safe", id), said.notSafe()))
                .update();
    }

    private List<Row> rows(CaseId id, int limit) {
        return jdbc.sql("select * from case_wishes where case_id = :case order by seq desc limit :limit")
                .param("case", id.value())
                .param("limit", limit)
                .query((row, number) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                new StaffId(row.getObject("by_staff", UUID.class)),
                row.getBytes("wishes"),
                row.getBytes("known_by"),
                row.getBytes("safe_contact"),
                row.getBytes("not_safe"));
    }
}
