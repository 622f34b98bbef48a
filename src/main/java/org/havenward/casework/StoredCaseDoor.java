package org.havenward.casework;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.concern.ConcernId;
import org.havenward.district.Directory;
import org.havenward.district.StaffId;
import org.havenward.platform.KeyId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional(propagation = Propagation.MANDATORY)
class StoredCaseDoor implements CaseDoor {
    private final JdbcClient jdbc;
    private final CaseFiles files;
    private final Doorstep doorstep;
    private final CaseWords words;
    private final SafetyRows safety;
    private final CampusRows campus;
    private final TeamRows team;
    private final Directory directory;
    private final Audit audit;

    StoredCaseDoor(
            JdbcClient jdbc,
            CaseFiles files,
            Doorstep doorstep,
            CaseWords words,
            SafetyRows safety,
            CampusRows campus,
            TeamRows team,
            Directory directory,
            Audit audit) {
        this.jdbc = jdbc;
        this.files = files;
        this.doorstep = doorstep;
        this.words = words;
        this.safety = safety;
        this.campus = campus;
        this.team = team;
        this.directory = directory;
        this.audit = audit;
    }

    @Override
    public CaseFacts enter(Viewer viewer, Need need, CaseId id) {
        return facts(doorstep.enter(viewer, need, id));
    }

    @Override
    public CaseFacts enterToChange(Viewer viewer, Need need, CaseId id) {
        return facts(doorstep.enterToChange(viewer, need, id).opened());
    }

    @Override
    public CaseFacts facts(CaseId id) {
        return facts(found(id));
    }

    @Override
    public CaseFacts hold(CaseId id) {
        return facts(files.lock(id)
                .orElseThrow(() -> new IllegalArgumentException("No such case"))
                .opened());
    }

    @Override
    public Map<StaffId, CaseRole> team(CaseId id) {
        var members = new LinkedHashMap<StaffId, CaseRole>();
        team.of(id).forEach(member -> members.put(member.who(), member.role()));
        return members;
    }

    @Override
    public byte @Nullable [] seal(CaseId id, String place, @Nullable String said) {
        return words.seal(key(id), place, said);
    }

    @Override
    public SealedWords open(CaseId id, String place, byte @Nullable [] sealed) {
        return words.open(key(id), place, sealed);
    }

    @Override
    public String fingerprint(Object... parts) {
        return words.fingerprint(parts);
    }

    @Override
    public void tell(CaseId id, @Nullable Viewer by, EntryKind kind, String labelKey, String said) {
        if (!kind.carriesLabel()) {
            throw new IllegalArgumentException("Entries of this kind are written by the case itself: " + kind);
        }
        var file = new CaseFile(found(id), 0, 0)
                .write(NewEntry.of(kind).code(labelKey).words(said));
        doorstep.save(file, by == null ? null : by.staff());
    }

    @Override
    public void audit(Viewer viewer, Action action, CaseFacts file, Purpose why) {
        audit.log(viewer, action, file.ref(), file.student(), why);
    }

    private CaseFile.State found(CaseId id) {
        return files.find(id).orElseThrow(() -> new IllegalArgumentException("No such case"));
    }

    private KeyId key(CaseId id) {
        return found(id).key();
    }

    private CaseFacts facts(CaseFile.State file) {
        return new CaseFacts(
                file.id(),
                file.number(),
                file.school(),
                file.student(),
                file.status(),
                file.lead(),
                file.openedAt(),
                confirmedAt(file),
                safety.unsafeSince(file.id()).orElse(null),
                reopenedAt(file.id()),
                Optional.ofNullable(file.student()).flatMap(directory::bornOn).orElse(null),
                campus.othersSince(file.id()).orElse(null),
                raised(file.id()));
    }

    /** A case in recovery, or closed after it was confirmed, stays confirmed. */
    private @Nullable Instant confirmedAt(CaseFile.State file) {
        var status = file.status() == CaseStatus.CLOSED ? file.before() : file.status();
        if (status != CaseStatus.CONFIRMED && status != CaseStatus.RECOVERY) {
            return null;
        }
        return jdbc.sql("""
                        select max(at) as at from case_entry
                        where case_id = :case and kind = 'STATUS_CHANGED' and to_status = 'CONFIRMED'
                        """)
                .param("case", file.id().value())
                .query((row, number) -> Optional.ofNullable(row.getTimestamp("at")))
                .single()
                .map(Timestamp::toInstant)
                .orElse(file.openedAt());
    }

    private @Nullable Instant reopenedAt(CaseId id) {
        return jdbc.sql("select max(at) as at from case_entry where case_id = :case and kind = 'REOPENED'")
                .param("case", id.value())
                .query((row, number) -> Optional.ofNullable(row.getTimestamp("at")))
                .single()
                .map(Timestamp::toInstant)
                .orElse(null);
    }

    private List<CaseFacts.Raised> raised(CaseId id) {
        return jdbc.sql("""
                        select c.concern_id, e.person, c.raised_at
                        from case_concern c join case_entry e
                          on e.district_id = c.district_id and e.case_id = c.case_id and e.refers_to = c.concern_id
                            and e.kind = 'CONCERN_JOINED'
                        where c.case_id = :case order by c.raised_at, c.concern_id
                        """)
                .param("case", id.value())
                .query((row, number) -> {
                    var by = row.getObject("person", UUID.class);
                    return new CaseFacts.Raised(
                            new ConcernId(row.getObject("concern_id", UUID.class)),
                            by == null ? null : new StaffId(by),
                            row.getTimestamp("raised_at").toInstant());
                })
                .list();
    }
}
