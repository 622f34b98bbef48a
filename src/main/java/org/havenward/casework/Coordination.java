package org.havenward.casework;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    /** How a place in the list is marked that lies among the cases that wait for a lead. */
    private static final String WAITING = "w.";

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
     * @param leadThere whether someone leads it: else it waits for a lead
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

    /** Covers of the district's cases: first those that wait for a lead, then the others; of each, newest first. */
    public Cases.Page<Cover> covers(Viewer viewer, boolean closedToo, @Nullable String after, int limit) {
        int most = Math.clamp(limit, 1, MOST_AT_ONCE);
        boolean amongOthers = after != null && !after.startsWith(WAITING);
        var cursor = Cursor.read(after == null || amongOthers ? after : after.substring(WAITING.length()));
        var parameters = new HashMap<String, Object>(Map.of("limit", most + 1));
        cursor.ifPresent(place -> {
            parameters.put("at", Timestamp.from(place.at()));
            parameters.put("id", place.id());
        });
        var later = "(c.opened_at, c.id) < (:at, :id)";
        var goesOn = amongOthers
                ? " and c.lead_gone_at is null and " + later
                : " and (c.lead_gone_at is null or " + later + ")";
        var covers = covers(
                viewer,
                (closedToo ? "true" : "c.status <> 'CLOSED'")
                        + (cursor.isPresent() ? goesOn : "")
                        + " order by (c.lead_gone_at is null), c.opened_at desc, c.id desc limit :limit",
                parameters);
        var shown = covers.size() > most ? covers.subList(0, most) : covers;
        return new Cases.Page<>(shown, covers.size() > most ? place(shown.getLast()) : null);
    }

    private static String place(Cover last) {
        return (last.leadThere() ? "" : WAITING)
                + new Cursor(last.openedAt(), last.id().value()).written();
    }

    public Cover cover(Viewer viewer, CaseId id) {
        var file = enter(viewer, id);
        return covers(viewer, "c.id = :case", Map.of("case", file.id().value())).stream()
                .findFirst()
                .orElseThrow(Coordination::unknown);
    }

    /** Who may be given the case. */
    public List<StaffMember> whoMayLead(Viewer viewer, CaseId id) {
        var file = enter(viewer, id);
        return team.leadsFor(file.ref()).stream()
                .filter(member -> file.leadGoneAt() != null || !member.id().equals(file.lead()))
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

    /** What the gate allows to see, and what of it to open, in one query. */
    private List<Cover> covers(Viewer viewer, String condition, Map<String, ?> given) {
        var visible = gate.visible(viewer, Need.COORDINATE, RecordKind.CASE, "c.id", "c.school_id");
        var open = gate.visible(viewer, Need.WORK_ON_CASE, RecordKind.CASE, "c.id", "c.school_id");
        record Row(CaseFile.State file, boolean onTeam) {}
        var rows = jdbc.sql("select c.*, (%s) as on_team from case_file c where %s and %s"
                        .formatted(open.sql(), visible.sql(), condition))
                .params(open.parameters())
                .params(visible.parameters())
                .params(given)
                .query((row, number) -> new Row(CaseFiles.state(row), row.getBoolean("on_team")))
                .list();
        audit.logAll(
                viewer,
                Action.LISTED,
                rows.stream()
                        .map(row -> new Audit.Entry(row.file().ref(), null))
                        .toList(),
                Purpose.COORDINATION);
        var leads = directory.staff(rows.stream().map(row -> row.file().lead()).collect(Collectors.toSet()));
        var schools = directory.placeNames();
        return rows.stream()
                .map(row -> {
                    var file = row.file();
                    var lead = leads.get(file.lead());
                    return new Cover(
                            file.id(),
                            file.number(),
                            file.school(),
                            schools.getOrDefault(file.school(), ""),
                            file.status(),
                            file.lead(),
                            lead == null ? "" : lead.name(),
                            file.leadGoneAt() == null,
                            file.openedAt(),
                            row.onTeam());
                })
                .toList();
    }
}
