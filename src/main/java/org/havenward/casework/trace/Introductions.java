package org.havenward.casework.trace;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Purpose;
import org.havenward.casework.CannotDo;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.CaseId;
import org.havenward.district.Directory;
import org.havenward.district.School;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.platform.Ids;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counselors whom the coordinator introduced to each other. Each reads it on their own case alone: a name and a school,
 * nothing of the other record, not even what kind of thing touches both.
 */
@Service
@Transactional
public class Introductions {
    private final JdbcClient jdbc;
    private final CaseDoor door;
    private final Gate gate;
    private final Directory directory;
    private final ApplicationEventPublisher events;

    Introductions(JdbcClient jdbc, CaseDoor door, Gate gate, Directory directory, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.door = door;
        this.gate = gate;
        this.directory = directory;
        this.events = events;
    }

    public record Introduction(UUID id, String name, String title, String schoolName, Instant at) {}

    /** To whom the viewer, who leads the case, was introduced; newest first. */
    public List<Introduction> of(Viewer viewer, CaseId id) {
        var file = door.enter(viewer, Need.LEAD_CASE, id);
        door.audit(viewer, Action.OPENED, file, Purpose.CASE_WORK);
        return shown(viewer, id);
    }

    /** The same for the case's own page, which has come through the gate and into the audit; nothing for who does not lead it. */
    List<Introduction> onPage(Viewer viewer, CaseId id) {
        return gate.decide(viewer, Need.LEAD_CASE, door.facts(id).ref()).allowed() ? shown(viewer, id) : List.of();
    }

    void introduce(Viewer by, UUID step, Matches.Side one, Matches.Side other, Instant at) {
        var first = Objects.requireNonNull(one.lead());
        var second = Objects.requireNonNull(other.lead());
        if (first.equals(second)) {
            throw CannotDo.because("cases", "casework.match.error.one_lead");
        }
        if (!gate.mayKnowOf(one.record(), second) || !gate.mayKnowOf(other.record(), first)) {
            throw CannotDo.because("cases", "casework.match.error.kept_out");
        }
        if (introduced(one, first, second)) {
            throw CannotDo.overtaken("cases", "casework.match.error.introduced");
        }
        tell(by, step, one, first, other, second, at);
        tell(by, step, other, second, one, first, at);
    }

    private boolean introduced(Matches.Side one, StaffId first, StaffId second) {
        return jdbc.sql("""
                        select exists (select 1 from trace_introduction i
                            where i.case_id = :case and i.reader = :reader and i.other = :other)
                        """)
                .param("case", one.record().id())
                .param("reader", first.value())
                .param("other", second.value())
                .query(Boolean.class)
                .single();
    }

    private void tell(
            Viewer by, UUID step, Matches.Side own, StaffId reader, Matches.Side other, StaffId who, Instant at) {
        var id = Ids.next();
        var school = Objects.requireNonNull(own.record().school());
        jdbc.sql("""
                        insert into trace_introduction (district_id, id, step_id, case_id, reader, other_case_id, other,
                            other_school, at)
                        values (havenward_district(), :id, :step, :case, :reader, :otherCase, :other, :otherSchool, :at)
                        """)
                .param("id", id)
                .param("step", step)
                .param("case", own.record().id())
                .param("reader", reader.value())
                .param("otherCase", other.record().id())
                .param("other", who.value())
                .param(
                        "otherSchool",
                        Objects.requireNonNull(other.record().school()).value())
                .param("at", Timestamp.from(at))
                .update();
        events.publishEvent(new CounselorsIntroduced(
                by.district(), id, new CaseId(own.record().id()), school, reader));
    }

    /** Whoever was shut out of either record meanwhile reads of the other counselor no more. */
    private List<Introduction> shown(Viewer viewer, CaseId id) {
        var known = gate.mayKnowOf(viewer, RecordKind.CASE, "i.other_case_id");
        var own = door.facts(id).ref();
        record Row(UUID id, StaffId other, SchoolId school, Instant at) {}
        var found = jdbc
                .sql("""
                        select i.* from trace_introduction i
                        where i.case_id = :case and i.reader = :reader and %s order by i.id desc
                        """.formatted(known.sql()))
                .params(known.parameters())
                .param("case", id.value())
                .param("reader", viewer.staff().value())
                .query((row, number) -> new Row(
                        row.getObject("id", UUID.class),
                        new StaffId(row.getObject("other", UUID.class)),
                        new SchoolId(row.getObject("other_school", UUID.class)),
                        row.getTimestamp("at").toInstant()))
                .list()
                .stream()
                .filter(row -> gate.mayKnowOf(own, row.other()))
                .toList();
        var names = directory.staff(found.stream().map(Row::other).collect(java.util.stream.Collectors.toSet()));
        return found.stream()
                .map(row -> {
                    StaffMember member = names.get(row.other());
                    return new Introduction(
                            row.id(),
                            member == null ? "" : member.name(),
                            member == null ? "" : member.title(),
                            directory.school(row.school()).map(School::name).orElse(""),
                            row.at());
                })
                .toList();
    }
}
