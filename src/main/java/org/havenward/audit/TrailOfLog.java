package org.havenward.audit;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.district.Directory;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.district.StudentId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
@Transactional
class TrailOfLog implements AuditTrail {
    private static final int LINES_AT_ONCE = 1000;
    /** Purposes for which a student's page is read because of a concern or a case. */
    private static final String FOR_A_RECORD = Stream.of(
                    Purpose.TRIAGE,
                    Purpose.CASE_WORK,
                    Purpose.BREAK_GLASS,
                    Purpose.MANDATED_REPORT,
                    Purpose.COORDINATION)
            .map(purpose -> "'" + purpose + "'")
            .collect(Collectors.joining(", "));

    private final JdbcClient jdbc;
    private final LogEntries entries;
    private final Gate gate;
    private final Audit audit;
    private final Directory directory;

    TrailOfLog(JdbcClient jdbc, LogEntries entries, Gate gate, Audit audit, Directory directory) {
        this.jdbc = jdbc;
        this.entries = entries;
        this.gate = gate;
        this.audit = audit;
        this.directory = directory;
    }

    @Override
    public List<Line> of(Viewer viewer, RecordRef record, int limit, @Nullable UUID before) {
        gate.require(viewer, Need.SEE_WHO_LOOKED, record);
        var query = new Query().where("e.subject = :subject", "subject", record.id());
        var lines = lines(query.before(before), limit);
        audit.log(viewer, Action.SAW_WHO_LOOKED, record, studentOf(record), Purpose.OVERSIGHT);
        return lines;
    }

    private static @Nullable StudentId studentOf(RecordRef record) {
        return record.kind() == RecordKind.STUDENT ? new StudentId(record.id()) : null;
    }

    @Override
    public List<Line> about(Viewer viewer, StudentId student, int limit, @Nullable UUID before) {
        var known = directory.student(student).orElseThrow(() -> new RefusedException(Decision.Reason.OTHER_SCHOOL));
        var record = RecordRef.student(student.value(), known.school());
        gate.require(viewer, Need.SEE_WHO_LOOKED, record);
        var query = new Query()
                .where("e.student = :student", "student", student.value())
                .visible(viewer, Need.SEE_WHO_LOOKED)
                .before(before);
        var lines = lines(query, limit);
        audit.log(viewer, Action.SAW_WHO_LOOKED, record, student, Purpose.OVERSIGHT);
        return lines;
    }

    @Override
    public List<Line> all(Viewer viewer, int limit, @Nullable UUID before) {
        return all(viewer, Filter.ALL, limit, before);
    }

    @Override
    public List<Line> all(Viewer viewer, Filter filter, int limit, @Nullable UUID before) {
        requireReader(viewer);
        var lines = lines(filtered(viewer, filter).before(before), limit);
        audit.log(viewer, Action.SAW_WHO_LOOKED, wholeDistrict(viewer), null, Purpose.OVERSIGHT);
        return lines;
    }

    @Override
    public void export(Viewer viewer, Filter filter, Consumer<Line> each) {
        requireReader(viewer);
        UUID before = null;
        while (true) {
            var lines = lines(filtered(viewer, filter).before(before), LINES_AT_ONCE);
            lines.forEach(each);
            if (lines.size() < LINES_AT_ONCE) {
                break;
            }
            before = lines.getLast().id();
        }
        audit.log(viewer, Action.EXPORTED, wholeDistrict(viewer), null, Purpose.OVERSIGHT);
    }

    @Override
    public Optional<RecordRef> recordOf(RecordKind kind, UUID id) {
        return entries.recordOf(kind, id);
    }

    private void requireReader(Viewer viewer) {
        if (gate.decide(viewer, Need.READ_AUDIT) instanceof Decision.Refused refused) {
            throw new RefusedException(refused.reason());
        }
    }

    /** The log as a whole, as a record of its own. */
    private static RecordRef wholeDistrict(Viewer viewer) {
        return new RecordRef(RecordKind.SCHOOL, viewer.district().value(), null);
    }

    private Query filtered(Viewer viewer, Filter filter) {
        var query = new Query().visible(viewer, Need.READ_AUDIT);
        if (filter.who() != null) {
            query.where("e.actor = :who", "who", filter.who().value());
        }
        if (filter.action() != null) {
            query.where("e.action = :action", "action", filter.action().name());
        }
        if (filter.kind() != null) {
            query.where("e.kind = :kind", "kind", filter.kind().name());
        }
        if (filter.from() != null) {
            query.where("e.at >= :from", "from", Timestamp.from(filter.from()));
        }
        if (filter.to() != null) {
            query.where("e.at < :to", "to", Timestamp.from(filter.to()));
        }
        return query;
    }

    private List<Line> lines(Query query, int limit) {
        var rows = jdbc.sql("select " + LogEntries.COLUMNS + " from audit_entry e where "
                        + String.join(" and ", query.conditions) + " order by e.at desc, e.id desc limit :limit")
                .params(query.parameters)
                .param("limit", limit)
                .query((row, number) -> LogEntries.entry(row))
                .list();
        var people = new LinkedHashSet<StaffId>();
        rows.forEach(row -> {
            if (row.actor() != null) {
                people.add(new StaffId(row.actor()));
            }
        });
        var names = directory.staff(people);
        return rows.stream().map(row -> line(row, names)).toList();
    }

    private static Line line(LogEntry row, Map<StaffId, StaffMember> names) {
        var who = row.actor() == null ? null : new StaffId(row.actor());
        var member = who == null ? null : names.get(who);
        return new Line(
                row.id(),
                row.at(),
                who,
                member == null ? "" : member.name(),
                Action.valueOf(row.action()),
                new RecordRef(
                        RecordKind.valueOf(row.kind()),
                        row.subject(),
                        row.school() == null ? null : new SchoolId(row.school())),
                row.student() == null ? null : new StudentId(row.student()),
                Purpose.valueOf(row.purpose()));
    }

    /** Conditions on {@code audit_entry e} and their parameters. */
    private final class Query {
        private final List<String> conditions = new ArrayList<>(List.of("true"));
        private final Map<String, Object> parameters = new HashMap<>();

        Query where(String condition, String name, Object value) {
            conditions.add(condition);
            parameters.put(name, value);
            return this;
        }

        Query before(@Nullable UUID id) {
            return id == null
                    ? this
                    : where("(e.at, e.id) < (select b.at, b.id from audit_entry b where b.id = :before)", "before", id);
        }

        /**
         * Leaves out entries about records that the viewer may not know of, and reads of a student's page that were made
         * for such a record: they would say that there is one. That there is a match is the coordinator's alone.
         */
        Query visible(Viewer viewer, Need need) {
            conditions.add(
                    ("case e.kind when 'CONCERN' then %s when 'CASE' then %s when 'STUDENT' then %s when 'DUTY' then %s"
                                    + " when 'SHARE' then %s when 'LESSON' then %s when 'MATCH' then false else true end")
                            .formatted(
                                    gated(viewer, need, RecordKind.CONCERN, "e", "one"),
                                    gated(viewer, need, RecordKind.CASE, "e", "two"),
                                    gated(viewer, need, RecordKind.STUDENT, "e", "three"),
                                    gated(viewer, need, RecordKind.DUTY, "e", "six"),
                                    gated(viewer, need, RecordKind.SHARE, "e", "seven"),
                                    gated(viewer, need, RecordKind.LESSON, "e", "eight")));
            conditions.add("""
                    (e.kind <> 'STUDENT' or e.purpose not in (%s) or not exists (
                        select 1 from audit_entry x
                        where x.student = e.student
                          and not case x.kind when 'CONCERN' then %s when 'CASE' then %s else true end))
                    """.formatted(
                            FOR_A_RECORD,
                            gated(viewer, need, RecordKind.CONCERN, "x", "four"),
                            gated(viewer, need, RecordKind.CASE, "x", "five")));
            return this;
        }

        /** The gate's condition, with its parameters renamed so that several fit into one query. */
        private String gated(Viewer viewer, Need need, RecordKind kind, String alias, String mark) {
            var visible = gate.visible(viewer, need, kind, alias + ".subject", alias + ".school");
            visible.parameters()
                    .forEach((name, value) -> parameters.put(name.replaceFirst("^gate_", "gate_" + mark + "_"), value));
            return visible.sql().replace(":gate_", ":gate_" + mark + "_");
        }
    }
}
