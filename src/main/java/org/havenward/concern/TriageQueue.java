package org.havenward.concern;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.Role;
import org.havenward.access.Viewer;
import org.havenward.access.Visible;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.School;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffMember;
import org.havenward.district.Student;
import org.havenward.district.StudentId;
import org.havenward.platform.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to lists of concerns for those who triage them. No list shows what a concern says. */
@Service
@Transactional
public class TriageQueue {
    private static final Duration UNNAMED_FOR = Duration.ofDays(180);
    private static final int UNNAMED_LOOKED_AT = 40;

    private final ConcernLists lists;
    private final SealedWords words;
    private final Gate gate;
    private final Audit audit;
    private final Directory directory;
    private final InstantSource clock;

    TriageQueue(
            ConcernLists lists, SealedWords words, Gate gate, Audit audit, Directory directory, InstantSource clock) {
        this.lists = lists;
        this.words = words;
        this.gate = gate;
        this.audit = audit;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * One concern in a list.
     *
     * @param student null where the name is not known
     * @param handler who acknowledged it
     * @param cursor where a page begins that comes after it
     */
    public record Line(
            ConcernId id,
            String receipt,
            @Nullable Student student,
            SchoolId school,
            String schoolName,
            Origin origin,
            String reporter,
            boolean urgent,
            ConcernStatus status,
            Instant receivedAt,
            Instant waitingSince,
            Instant acknowledgeBy,
            boolean overdue,
            boolean backupTold,
            boolean coordinatorTold,
            @Nullable String handler,
            String cursor) {}

    /**
     * A page of the queue.
     *
     * @param next the cursor of the next page; null on the last
     * @param counts how many each part holds; one more than {@link #mostCounted} means: more
     * @param schools those the viewer triages
     */
    public record Queue(List<Line> lines, @Nullable String next, Map<QueueFilter, Long> counts, List<School> schools) {}

    /** Up to where counts go. */
    public static long mostCounted() {
        return ConcernLists.MOST_COUNTED;
    }

    public Queue queue(
            Viewer viewer, QueueFilter filter, @Nullable SchoolId school, @Nullable String after, int limit) {
        var schools = gate.schools(viewer, Need.TRIAGE_CONCERN);
        var scope = scope(viewer, schools, school);
        var now = clock.instant();
        var found =
                lists.queue(visible(viewer), filter, scope, Cursor.read(after).orElse(null), limit + 1, now);
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        log(viewer, shown);
        var lines = lines(shown, filter);
        return new Queue(
                lines,
                found.size() > limit ? lines.getLast().cursor() : null,
                lists.counts(withinScope(viewer), scope, now),
                schools);
    }

    /** As {@link #queue}, without counts: for programs. */
    public Queue page(Viewer viewer, QueueFilter filter, @Nullable String after, int limit) {
        var schools = gate.schools(viewer, Need.TRIAGE_CONCERN);
        var found = lists.queue(
                withinScope(viewer),
                filter,
                scope(viewer, schools, null),
                Cursor.read(after).orElse(null),
                limit + 1,
                clock.instant());
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        log(viewer, shown);
        var lines = lines(shown, filter);
        return new Queue(lines, found.size() > limit ? lines.getLast().cursor() : null, Map.of(), schools);
    }

    /**
     * The ids of one part of the queue, in its order: those after a place in it which waited at a given time already, so that
     * nothing is done with what nobody has seen.
     */
    Some some(
            Viewer viewer,
            QueueFilter filter,
            @Nullable SchoolId school,
            Instant seenAt,
            @Nullable String after,
            int limit) {
        var found = lists.queue(
                withinScope(viewer),
                filter,
                scope(viewer, gate.schools(viewer, Need.TRIAGE_CONCERN), school),
                Cursor.read(after).orElse(null),
                limit,
                clock.instant());
        return new Some(
                found.stream()
                        .filter(file -> !file.state().waitingSince().isAfter(seenAt))
                        .map(ConcernFile::id)
                        .toList(),
                found.size() < limit ? null : filter.cursor(found.getLast()).text());
    }

    /** @param next where the others begin; null where there are none */
    record Some(List<ConcernId> ids, @Nullable String next) {}

    /** For My day: what waits, what the viewer looks at, and what others have to answer. */
    List<ConcernFile> waiting(Viewer viewer, int limit) {
        var schools = gate.schools(viewer, Need.TRIAGE_CONCERN);
        var scope = scope(viewer, schools, null);
        var found = new ArrayList<ConcernFile>();
        found.addAll(lists.queue(withinScope(viewer), QueueFilter.WAITING, scope, null, limit, clock.instant()));
        if (scope.all() || !scope.schools().isEmpty()) {
            found.addAll(lists.unreadInCases(visible(viewer), limit));
            for (var status : List.of(ConcernStatus.BEING_LOOKED_AT, ConcernStatus.MORE_ASKED)) {
                found.addAll(lists.takenBy(withinScope(viewer), viewer.staff(), status, scope, limit));
            }
        }
        log(viewer, found);
        return found;
    }

    /** Others about the same student that the viewer may triage, newest first. */
    List<Line> earlier(Viewer viewer, StudentId student, ConcernId without) {
        var found = lists.about(visible(viewer), student, without, 50);
        log(viewer, found);
        return lines(found, QueueFilter.WAITING);
    }

    /** A concern about someone whose name is not known, with how they were described. */
    public record Unnamed(Line line, String description) {}

    /** Others at the school about someone described, who may be the same: those with more words in common first. */
    List<Unnamed> unnamed(Viewer viewer, ConcernFile file, @Nullable String description, int limit) {
        var since = clock.instant().minus(UNNAMED_FOR);
        var mine = wordsOf(description);
        var found = lists.unnamed(visible(viewer), file.school(), since, file.id(), UNNAMED_LOOKED_AT);
        var described = new HashMap<ConcernId, String>();
        found.forEach(one -> {
            var text = words.description(one);
            described.put(one.id(), text == null ? "" : text);
        });
        Comparator<ConcernFile> likest = Comparator.comparingInt(one -> -inCommon(mine, described.get(one.id())));
        var shown = found.stream().sorted(likest).limit(limit).toList();
        log(viewer, shown);
        return lines(shown, QueueFilter.WAITING).stream()
                .map(line -> new Unnamed(line, described.getOrDefault(line.id(), "")))
                .toList();
    }

    private static int inCommon(Set<String> mine, @Nullable String other) {
        var theirs = new HashSet<>(wordsOf(other));
        theirs.retainAll(mine);
        return theirs.size();
    }

    private static Set<String> wordsOf(@Nullable String text) {
        return text == null
                ? Set.of()
                : Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                        .filter(word -> word.length() > 2)
                        .collect(Collectors.toSet());
    }

    private List<Line> lines(List<ConcernFile> files, QueueFilter filter) {
        var students = directory.students(files.stream()
                .flatMap(file -> Stream.ofNullable(file.student()))
                .collect(Collectors.toSet()));
        var staff = directory.staff(files.stream()
                .flatMap(file -> Stream.concat(
                        Stream.ofNullable(file.reporter()),
                        Stream.ofNullable(file.state().acknowledged()).map(ConcernFile.Act::by)))
                .collect(Collectors.toSet()));
        var schools = files.isEmpty() ? Map.<SchoolId, String>of() : directory.placeNames();
        var now = clock.instant();
        return files.stream()
                .map(file -> line(file, filter, students, staff, schools, now))
                .toList();
    }

    private static Line line(
            ConcernFile file,
            QueueFilter filter,
            Map<StudentId, Student> students,
            Map<org.havenward.district.StaffId, StaffMember> staff,
            Map<SchoolId, String> schools,
            Instant now) {
        var reporter = file.reporter() == null ? null : staff.get(file.reporter());
        var acknowledged = file.state().acknowledged();
        var handler = acknowledged == null ? null : staff.get(acknowledged.by());
        var times = file.state().clock();
        return new Line(
                file.id(),
                ReceiptCode.of(file.id()),
                file.student() == null ? null : students.get(file.student()),
                file.school(),
                schools.getOrDefault(file.school(), ""),
                file.origin(),
                reporter == null ? "" : reporter.name(),
                file.urgent(),
                file.status(),
                file.receivedAt(),
                file.state().waitingSince(),
                times.acknowledgeBy(),
                file.overdue(now),
                times.backupToldAt() != null,
                times.coordinatorToldAt() != null,
                handler == null ? null : handler.name(),
                filter.cursor(file).text());
    }

    private ConcernLists.Scope scope(Viewer viewer, List<School> schools, @Nullable SchoolId school) {
        if (!viewer.district().equals(DistrictScope.required())) {
            return new ConcernLists.Scope(false, List.of());
        }
        var ids = schools.stream().map(School::id).toList();
        if (school != null) {
            return new ConcernLists.Scope(false, ids.contains(school) ? List.of(school) : List.of());
        }
        return new ConcernLists.Scope(viewer.holdsEverywhere(Role.DISTRICT_COORDINATOR) && !ids.isEmpty(), ids);
    }

    private Visible visible(Viewer viewer) {
        return gate.visible(viewer, Need.TRIAGE_CONCERN, RecordKind.CONCERN, "c.id", "c.school_id");
    }

    /**
     * What the gate asks besides the school, for a query that is bound to the gate's schools already: saying the school
     * twice makes PostgreSQL expect too few rows and leave the queue's index.
     */
    private Visible withinScope(Viewer viewer) {
        return gate.besidesSchool(viewer, Need.TRIAGE_CONCERN, RecordKind.CONCERN, "c.id", "c.school_id");
    }

    private void log(Viewer viewer, List<ConcernFile> shown) {
        audit.logAll(
                viewer,
                Action.LISTED,
                shown.stream()
                        .map(file -> new Audit.Entry(file.ref(), file.student()))
                        .toList(),
                Purpose.TRIAGE);
    }
}
