package org.havenward.casework;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.School;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The district coordinator's view of all cases: their covers, without text and without the student, to see that each has
 * a counselor who can work on it; and taking one on, or giving it to someone, with a reason that its chronology keeps.
 */
@Service
@Transactional
public class Coordination {
    private static final int MOST_AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final CaseFiles files;
    private final CaseTeam team;
    private final CaseWords words;
    private final Gate gate;
    private final Audit audit;
    private final Directory directory;
    private final OnceOnly onceOnly;

    Coordination(
            JdbcClient jdbc,
            CaseFiles files,
            CaseTeam team,
            CaseWords words,
            Gate gate,
            Audit audit,
            Directory directory,
            OnceOnly onceOnly) {
        this.jdbc = jdbc;
        this.files = files;
        this.team = team;
        this.words = words;
        this.gate = gate;
        this.audit = audit;
        this.directory = directory;
        this.onceOnly = onceOnly;
    }

    /**
     * A case from outside.
     *
     * @param leadThere whether its lead still works here and is not kept out of it: else the case waits for one
     * @param onTeam whether the viewer may open it
     */
    public record Cover(
            CaseId id,
            String number,
            SchoolId school,
            String schoolName,
            CaseStatus status,
            StaffId lead,
            String leadName,
            boolean leadThere,
            Instant openedAt,
            boolean onTeam) {}

    /** Covers of the district's cases, newest first. */
    public Cases.Page<Cover> covers(Viewer viewer, boolean closedToo, @Nullable String after, int limit) {
        int most = Math.clamp(limit, 1, MOST_AT_ONCE);
        var visible = gate.visible(viewer, Need.COORDINATE, RecordKind.CASE, "c.id", "c.school_id");
        var cursor = Cursor.read(after);
        var parameters = new HashMap<String, Object>(visible.parameters());
        parameters.put("limit", most + 1);
        cursor.ifPresent(place -> {
            parameters.put("at", Timestamp.from(place.at()));
            parameters.put("id", place.id());
        });
        var rows = jdbc.sql("select c.* from case_file c where " + visible.sql()
                        + (closedToo ? "" : " and c.status <> 'CLOSED'")
                        + (cursor.isPresent() ? " and (c.opened_at, c.id) < (:at, :id)" : "")
                        + " order by c.opened_at desc, c.id desc limit :limit")
                .params(parameters)
                .query((row, number) -> CaseFiles.state(row))
                .list();
        var shown = rows.size() > most ? rows.subList(0, most) : rows;
        var next = rows.size() > most
                ? new Cursor(shown.getLast().openedAt(), shown.getLast().id().value()).written()
                : null;
        audit.logAll(
                viewer,
                Action.LISTED,
                shown.stream().map(file -> new Audit.Entry(file.ref(), null)).toList(),
                Purpose.COORDINATION);
        return new Cases.Page<>(covers(viewer, shown), next);
    }

    public Cover cover(Viewer viewer, CaseId id) {
        var file = enter(viewer, id);
        audit.log(viewer, Action.LISTED, file.ref(), null, Purpose.COORDINATION);
        return covers(viewer, List.of(file)).getFirst();
    }

    /** Who may be given the case. */
    public List<StaffMember> whoMayLead(Viewer viewer, CaseId id) {
        var file = enter(viewer, id);
        return team.leadsFor(file.ref()).stream()
                .filter(member -> !member.id().equals(file.lead()))
                .toList();
    }

    /** Makes someone the case's lead: the coordinator themself, or a counselor. They and who had it are told. */
    public UUID appoint(Viewer viewer, CaseId id, StaffId seen, StaffId to, String reason, String key) {
        enter(viewer, id);
        var fingerprint = words.fingerprint(id.value(), seen.value(), to.value(), reason);
        return onceOnly.once(viewer.staff().value(), "casework.appoint", key, fingerprint, () -> {
                    var file = files.lock(id).orElseThrow(Coordination::unknown);
                    gate.require(viewer, Need.COORDINATE, file.opened().ref());
                    if (!file.lead().equals(seen)) {
                        throw CannotDo.overtaken("to", "casework.cannot.lead_moved");
                    }
                    team.lead(viewer, file, to, reason, Purpose.COORDINATION);
                    return id.value();
                })
                .id();
    }

    private CaseFile.State enter(Viewer viewer, CaseId id) {
        var file = files.find(id).orElseThrow(Coordination::unknown);
        gate.require(viewer, Need.COORDINATE, file.ref());
        return file;
    }

    private static RefusedException unknown() {
        return new RefusedException(Decision.Reason.NOT_ON_TEAM);
    }

    private List<Cover> covers(Viewer viewer, List<CaseFile.State> cases) {
        var leads = directory.staff(cases.stream().map(CaseFile.State::lead).collect(Collectors.toSet()));
        var schools = directory.schools().stream().collect(Collectors.toMap(School::id, School::name));
        return cases.stream()
                .map(file -> {
                    var lead = leads.get(file.lead());
                    return new Cover(
                            file.id(),
                            file.number(),
                            file.school(),
                            schools.getOrDefault(file.school(), ""),
                            file.status(),
                            file.lead(),
                            lead == null ? "" : lead.name(),
                            lead != null && lead.active() && leadsStill(file),
                            file.openedAt(),
                            gate.decide(viewer, Need.OPEN_CASE, file.ref()).allowed());
                })
                .toList();
    }

    /** The gate's word: someone who was suspended, lost the role, or is kept out, does not lead. */
    private boolean leadsStill(CaseFile.State file) {
        var lead = gate.asOf(file.lead());
        return lead != null && gate.decide(lead, Need.LEAD_CASE, file.ref()).allowed();
    }
}
