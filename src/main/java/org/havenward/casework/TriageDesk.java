package org.havenward.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.Role;
import org.havenward.access.Standing;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernId;
import org.havenward.district.Directory;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StaffId;
import org.havenward.district.Student;
import org.havenward.district.StudentId;
import org.havenward.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What triage asks of the cases: earlier ones, a new one out of a concern, or one that a concern joins. */
@Service
@Transactional
class TriageDesk implements CaseDesk {
    private final JdbcClient jdbc;
    private final CaseFiles files;
    private final CaseConcerns concerns;
    private final TeamRows teamRows;
    private final CaseTeam team;
    private final ShareExclusions shares;
    private final Doorstep doorstep;
    private final CaseWords words;
    private final TokenIndex index;
    private final Safety safety;
    private final Gate gate;
    private final Audit audit;
    private final Directory directory;
    private final SchoolCalendar calendar;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    TriageDesk(
            JdbcClient jdbc,
            CaseFiles files,
            CaseConcerns concerns,
            TeamRows teamRows,
            CaseTeam team,
            ShareExclusions shares,
            Doorstep doorstep,
            CaseWords words,
            TokenIndex index,
            Safety safety,
            Gate gate,
            Audit audit,
            Directory directory,
            SchoolCalendar calendar,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.concerns = concerns;
        this.teamRows = teamRows;
        this.team = team;
        this.shares = shares;
        this.doorstep = doorstep;
        this.words = words;
        this.index = index;
        this.safety = safety;
        this.gate = gate;
        this.audit = audit;
        this.directory = directory;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<CaseSummary> casesAbout(Viewer viewer, StudentId student) {
        var found = about(viewer, student);
        audit.logAll(
                viewer,
                Action.LISTED,
                found.stream().map(file -> new Audit.Entry(file.ref(), student)).toList(),
                Purpose.TRIAGE);
        return found.stream().map(TriageDesk::summary).toList();
    }

    @Override
    public Elsewhere casesElsewhere(Viewer viewer, StudentId student) {
        if (!gate.decide(viewer, Need.LEAD_CASE).allowed()) {
            return Elsewhere.NONE;
        }
        var others = notOpenTo(viewer, student);
        var addable = others.stream()
                .filter(file -> gate.decide(viewer, Need.COORDINATE, file.ref()).allowed())
                .toList();
        var coordinators = new HashSet<StaffId>();
        others.forEach(file -> coordinators.addAll(gate.holders(Role.DISTRICT_COORDINATOR, file.ref())));
        coordinators.remove(viewer.staff());
        audit.logAll(
                viewer,
                Action.LISTED,
                others.stream()
                        .map(file -> new Audit.Entry(file.ref(), student))
                        .toList(),
                addable.isEmpty() ? Purpose.TRIAGE : Purpose.COORDINATION);
        return new Elsewhere(
                !others.isEmpty(), addable.stream().map(TriageDesk::coordinated).toList(), Set.copyOf(coordinators));
    }

    /** Open cases about a student which the viewer may know of and not open. */
    private List<CaseFile.State> notOpenTo(Viewer viewer, StudentId student) {
        var open = gate.visible(viewer, Need.WORK_ON_CASE, RecordKind.CASE, "c.id", "c.school_id");
        var known = gate.mayKnowOf(viewer, RecordKind.CASE, "c.id");
        return jdbc.sql("""
                        select c.* from case_file c
                        where c.student_id = :student and c.status <> 'CLOSED' and not %s and %s
                        order by c.opened_at desc, c.id desc limit 20
                        """.formatted(open.sql(), known.sql()))
                .params(open.parameters())
                .params(known.parameters())
                .param("student", student.value())
                .query((row, number) -> CaseFiles.state(row))
                .list();
    }

    /** Cases about a student which the viewer may open, newest first. */
    List<CaseFile.State> about(Viewer viewer, StudentId student) {
        var visible = gate.visible(viewer, Need.LIST_CASES, RecordKind.CASE, "c.id", "c.school_id");
        return jdbc.sql("""
                        select c.* from case_file c where c.student_id = :student and %s
                        order by c.opened_at desc, c.id desc limit 100
                        """.formatted(visible.sql()))
                .params(visible.parameters())
                .param("student", student.value())
                .query((row, number) -> CaseFiles.state(row))
                .list();
    }

    @Override
    public String seen(Viewer viewer, StudentId student) {
        return seen(viewer, student, knownOpen(viewer, student));
    }

    private String seen(Viewer viewer, StudentId student, List<CaseFile.State> open) {
        return words.fingerprint(
                viewer.staff().value(),
                student.value(),
                open.stream().map(file -> file.id().value()).toList());
    }

    @Override
    public boolean openedMeanwhile(Viewer viewer, StudentId student, @Nullable String seen, Instant since) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('casework.open/' || :student, 0))")
                .param("student", student.value().toString())
                .query((row, number) -> true)
                .single();
        var open = knownOpen(viewer, student);
        return seen == null
                ? open.stream().anyMatch(file -> !file.openedAt().isBefore(since))
                : !seen.equals(seen(viewer, student, open));
    }

    /** Open cases about a student which the viewer may know of, whether or not they may open them. */
    private List<CaseFile.State> knownOpen(Viewer viewer, StudentId student) {
        var known = gate.mayKnowOf(viewer, RecordKind.CASE, "c.id");
        return jdbc.sql("select c.* from case_file c where c.student_id = :student and c.status <> 'CLOSED' and "
                        + known.sql() + " order by c.id")
                .params(known.parameters())
                .param("student", student.value())
                .query((row, number) -> CaseFiles.state(row))
                .list();
    }

    @Override
    public UUID open(Viewer viewer, Source source) {
        var now = clock.instant();
        var id = new CaseId(Ids.next());
        var key = words.newKey();
        int year = LocalDate.ofInstant(now, calendar.zone()).getYear();
        var file = new CaseFile(
                new CaseFile.State(
                        id,
                        files.nextNumber(year),
                        source.school(),
                        source.student(),
                        key,
                        CaseStatus.SUSPICION,
                        null,
                        null,
                        viewer.staff(),
                        now,
                        null,
                        null),
                0,
                0);
        var opened = file.opened();
        files.insert(
                opened,
                words.seal(key, opened.place("student_description"), source.studentDescription()),
                viewer.staff());
        gate.carryExclusions(concern(source), opened.ref());
        gate.admit(opened.ref(), viewer.staff(), Standing.LEAD);
        // Whoever could not open the case must not be its only lead.
        gate.require(viewer, Need.LEAD_CASE, opened.ref());
        teamRows.put(id, viewer.staff(), CaseRole.LEAD, now, true);
        file.write(NewEntry.of(EntryKind.OPENED).person(viewer.staff()));
        var unsafe = take(viewer, file, source);
        makeFindable(opened, source.studentDescription());
        audit.log(viewer, Action.CREATED, opened.ref(), opened.student(), Purpose.CASE_WORK);
        events.publishEvent(new CaseOpened(viewer.district(), id, opened.school(), viewer.staff()));
        if (unsafe) {
            safety.announceFromConcern(
                    viewer.district(), opened, viewer.staff(), source.concern().value());
        }
        return id.value();
    }

    @Override
    public void join(Viewer viewer, Source source, UUID caseId) {
        var file = enterToJoin(viewer, source, new CaseId(caseId));
        var found = file.opened();
        gate.carryExclusions(concern(source), found.ref());
        gate.carryExclusions(found.ref(), concern(source));
        letGoOfExcluded(file);
        shares.follow(found);
        if (file.status() == CaseStatus.CLOSED) {
            file.reopen(Judgment.NONE);
            events.publishEvent(
                    new CaseReopened(viewer.district(), found.id(), found.school(), viewer.staff(), Ids.next()));
        }
        var unsafe = take(viewer, file, source);
        index.add(found.id(), source.studentDescription());
        audit.log(viewer, Action.CHANGED, found.ref(), found.student(), Purpose.CASE_WORK);
        events.publishEvent(new ConcernAddedToCase(
                viewer.district(), found.id(), found.school(), source.concern(), viewer.staff()));
        if (unsafe) {
            safety.announceFromConcern(
                    viewer.district(), found, viewer.staff(), source.concern().value());
        }
    }

    /** Who works on the case; or who coordinates cases, where it is open and about the concern's student. */
    private CaseFile enterToJoin(Viewer viewer, Source source, CaseId id) {
        var add = files.find(id)
                .filter(file -> file.status() != CaseStatus.CLOSED)
                .filter(file -> file.student() != null && file.student().equals(source.student()))
                .filter(file ->
                        !gate.decide(viewer, Need.WORK_ON_CASE, file.ref()).allowed());
        return doorstep.enterToChange(viewer, add.isPresent() ? Need.COORDINATE : Need.WORK_ON_CASE, id);
    }

    @Override
    public Optional<CaseSummary> caseOf(Viewer viewer, ConcernId concern) {
        var found = concerns.caseOf(concern)
                .flatMap(joined -> files.find(joined.caseId()))
                .filter(file ->
                        gate.decide(viewer, Need.WORK_ON_CASE, file.ref()).allowed());
        found.ifPresent(file -> audit.log(viewer, Action.LISTED, file.ref(), file.student(), Purpose.TRIAGE));
        return found.map(TriageDesk::summary);
    }

    @Override
    public void shutOut(Viewer viewer, ConcernId concern, StaffId who) {
        concerns.caseOf(concern).flatMap(joined -> files.lock(joined.caseId())).ifPresent(file -> {
            var found = file.opened();
            gate.exclude(found.ref(), who, viewer.staff());
            letGoOfExcluded(file);
            shares.follow(found);
            doorstep.save(file, viewer.staff());
            audit.log(viewer, Action.EXCLUDED, found.ref(), found.student(), Purpose.TRIAGE);
        });
    }

    @Override
    public void keptFromSchool(ConcernId concern) {
        concerns.caseOf(concern).flatMap(joined -> files.lock(joined.caseId())).ifPresent(file -> {
            var found = file.opened();
            gate.carryExclusions(RecordRef.concern(concern.value(), found.school()), found.ref());
            letGoOfExcluded(file);
            shares.follow(found);
            doorstep.save(file, null);
            audit.logSystem(Action.EXCLUDED, found.ref(), found.student(), Purpose.SYSTEM);
        });
    }

    /** Whether the concern spoke of immediate danger. */
    private boolean take(Viewer viewer, CaseFile file, Source source) {
        if (!concerns.join(file.opened().id(), source, viewer.staff(), clock.instant())) {
            throw CannotDo.overtaken("case", "casework.cannot.concern_taken");
        }
        file.write(NewEntry.of(EntryKind.CONCERN_JOINED)
                .refersTo(source.concern().value())
                .person(source.reporter()));
        var unsafe = safety.keepFromConcern(file, source.concern());
        doorstep.save(file, viewer.staff());
        return unsafe;
    }

    /**
     * Someone named in a concern leaves the team of its case. Where they led it, it waits for a lead: nobody comes to a case
     * by shutting someone out of it.
     */
    private void letGoOfExcluded(CaseFile file) {
        var found = file.opened();
        var excluded = gate.excludedFrom(found.ref());
        if (excluded.contains(file.lead())) {
            gate.dismiss(found.ref(), file.lead(), Standing.LEAD);
            team.loseLead(file);
        }
        for (var member : teamRows.of(found.id())) {
            if (excluded.contains(member.who())) {
                team.leave(file, member.who());
            }
        }
    }

    private void makeFindable(CaseFile.State file, @Nullable String description) {
        index.addName(file.id(), file.number());
        index.add(file.id(), description);
        var student = file.student();
        if (student != null) {
            directory.student(student).map(Student::name).ifPresent(name -> index.addName(file.id(), name));
        }
    }

    private static RecordRef concern(Source source) {
        return RecordRef.concern(source.concern().value(), source.school());
    }

    private static CaseSummary coordinated(CaseFile.State file) {
        return new CaseSummary(
                file.id().value(),
                file.number(),
                file.status().key(),
                file.openedAt(),
                "/coordination/" + file.id().value());
    }

    static CaseSummary summary(CaseFile.State file) {
        return new CaseSummary(
                file.id().value(),
                file.number(),
                file.status().key(),
                file.openedAt(),
                "/cases/" + file.id().value());
    }
}
