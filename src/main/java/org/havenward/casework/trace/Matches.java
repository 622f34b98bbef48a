package org.havenward.casework.trace;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.casework.CannotDo;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.CaseId;
import org.havenward.casework.SealedWords;
import org.havenward.district.Directory;
import org.havenward.district.School;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where two records of the district name the same person or place: for the coordinator alone, over records from which they
 * are not shut out. Nobody else learns that there is a match. Newest first; nothing says what is more or less so.
 */
@Service
@Transactional
public class Matches {
    /** Most characters of what is written about a match. */
    public static final int LONGEST = 1_000;

    private final MatchRows rows;
    private final Introductions introductions;
    private final TraceWords words;
    private final CaseDoor door;
    private final Gate gate;
    private final Directory directory;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    Matches(
            MatchRows rows,
            Introductions introductions,
            TraceWords words,
            CaseDoor door,
            Gate gate,
            Directory directory,
            Audit audit,
            OnceOnly onceOnly,
            InstantSource clock) {
        this.rows = rows;
        this.introductions = introductions;
        this.words = words;
        this.door = door;
        this.gate = gate;
        this.directory = directory;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.clock = clock;
    }

    /**
     * @param same whether all of it is the same, not only alike
     * @param newest when the last of it was recorded
     * @param stands the last that was done since then; null where nothing was
     * @param steps newest first
     */
    public record Match(
            UUID id,
            TraceKind kind,
            boolean same,
            Instant newest,
            @Nullable MatchStep stands,
            List<Side> sides,
            List<Step> steps) {
        public boolean waits() {
            return stands == null;
        }

        public boolean ended() {
            return stands != null && stands.ends();
        }

        /** Records whose counselors can be introduced. */
        public List<Side> cases() {
            return sides.stream()
                    .filter(side -> side.open() && side.lead() != null)
                    .toList();
        }
    }

    /**
     * One record of a match, from outside.
     *
     * @param number of the case; null where it is a concern still
     * @param lead null where nobody leads it
     */
    public record Side(
            RecordRef record,
            @Nullable String number,
            String schoolName,
            boolean open,
            @Nullable StaffId lead,
            String leadName,
            List<Named> named) {}

    /** What was recorded, without its note: that stays with its record. */
    public record Named(SealedWords value, SealedWords detail, String by, Instant at) {}

    public record Step(MatchStep kind, SealedWords words, String by, Instant at) {}

    /** @param endedToo also those about which nothing more is to be done */
    public List<Match> all(Viewer viewer, boolean endedToo) {
        require(viewer);
        var found = matches(viewer, rows.visible(viewer)).stream()
                .filter(match -> endedToo || !match.ended())
                .toList();
        audit.logAll(
                viewer,
                Action.LISTED,
                found.stream()
                        .flatMap(match -> Stream.concat(
                                Stream.of(RecordRef.match(match.id())),
                                match.sides().stream().map(Side::record)))
                        .distinct()
                        .map(record -> new Audit.Entry(record, null))
                        .toList(),
                Purpose.COORDINATION);
        return found;
    }

    /** Those about which nothing was done yet, for the coordinator's day. */
    List<Match> waiting(Viewer viewer) {
        return gate.decide(viewer, Need.COORDINATE).allowed()
                ? matches(viewer, rows.visible(viewer)).stream()
                        .filter(Match::waits)
                        .toList()
                : List.of();
    }

    public Match open(Viewer viewer, UUID id) {
        var match = enter(viewer, id);
        audit.log(viewer, Action.OPENED, RecordRef.match(id), null, Purpose.COORDINATION);
        audit.logAll(
                viewer,
                Action.LISTED,
                match.sides().stream()
                        .map(side -> new Audit.Entry(side.record(), null))
                        .toList(),
                Purpose.COORDINATION);
        return match;
    }

    /** Writes down what was done, or what came of it. */
    public UUID write(Viewer viewer, UUID id, MatchStep kind, String said, String key) {
        enter(viewer, id);
        if (kind == MatchStep.INTRODUCED) {
            throw new IllegalArgumentException("An introduction names two cases");
        }
        return onceOnly.once(
                        viewer.staff().value(), "casework.match_step", key, door.fingerprint(id, kind, said), () -> {
                            rows.waitForOthers(id);
                            var match = enter(viewer, id);
                            if (kind.ends() && said.isBlank()) {
                                throw CannotDo.because("words", "casework.match.error.words");
                            }
                            var step = step(viewer, match, kind, said);
                            rows.insert(
                                    step,
                                    match.sides().stream().map(Side::record).toList());
                            audit.log(viewer, Action.DECIDED, RecordRef.match(id), null, Purpose.COORDINATION);
                            return step.id();
                        })
                .id();
    }

    /**
     * Tells the counselors of two cases of each other: a name and a school, and that something touches their case. Refused
     * where one of them is shut out of the other's record.
     */
    public UUID introduce(Viewer viewer, UUID id, List<CaseId> chosen, String key) {
        enter(viewer, id);
        return onceOnly.once(
                        viewer.staff().value(),
                        "casework.match_introduction",
                        key,
                        door.fingerprint(id, chosen),
                        () -> {
                            rows.waitForOthers(id);
                            var match = enter(viewer, id);
                            var two = match.cases().stream()
                                    .filter(side -> chosen.contains(
                                            new CaseId(side.record().id())))
                                    .toList();
                            if (two.size() != 2) {
                                throw CannotDo.because("cases", "casework.match.error.two");
                            }
                            var step = step(viewer, match, MatchStep.INTRODUCED, "");
                            rows.insert(step, two.stream().map(Side::record).toList());
                            introductions.introduce(viewer, step.id(), two.getFirst(), two.getLast(), step.at());
                            audit.log(viewer, Action.SHARED, RecordRef.match(id), null, Purpose.COORDINATION);
                            return step.id();
                        })
                .id();
    }

    private MatchRows.Step step(Viewer viewer, Match match, MatchStep kind, String said) {
        var id = Ids.next();
        var key = rows.visible(viewer, match.id()).getFirst().matchKey();
        return new MatchRows.Step(
                id, match.id(), kind, words.seal(key, place(id), said), viewer.staff(), clock.instant());
    }

    // ---- what may be known

    private void require(Viewer viewer) {
        if (gate.decide(viewer, Need.COORDINATE) instanceof Decision.Refused refused) {
            throw new RefusedException(refused.reason());
        }
    }

    private Match enter(Viewer viewer, UUID id) {
        gate.require(viewer, Need.COORDINATE, RecordRef.match(id));
        return matches(viewer, rows.visible(viewer, id)).stream()
                .findFirst()
                .orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
    }

    /** Of what is seen, what still lies in two records or more; newest first, as the rows come. */
    private List<Match> matches(Viewer viewer, List<MatchRows.Seen> seen) {
        var groups = new LinkedHashMap<UUID, List<MatchRows.Seen>>();
        seen.forEach(row ->
                groups.computeIfAbsent(row.match(), none -> new ArrayList<>()).add(row));
        groups.values()
                .removeIf(group ->
                        group.stream().map(MatchRows.Seen::record).distinct().count() < 2);
        var steps = rows.steps(viewer, groups.keySet());
        var names = directory.staff(Stream.concat(
                        groups.values().stream()
                                .flatMap(List::stream)
                                .flatMap(row -> Stream.concat(Stream.of(row.by()), Stream.ofNullable(row.lead()))),
                        steps.stream().map(MatchRows.Step::by))
                .collect(Collectors.toSet()));
        var schools = directory.schools().stream().collect(Collectors.toMap(School::id, School::name));
        return groups.values().stream()
                .map(group -> match(
                        group,
                        steps.stream()
                                .filter(step ->
                                        step.match().equals(group.getFirst().match()))
                                .toList(),
                        names,
                        schools))
                .toList();
    }

    private Match match(
            List<MatchRows.Seen> group,
            List<MatchRows.Step> steps,
            Map<StaffId, StaffMember> names,
            Map<SchoolId, String> schools) {
        var first = group.getFirst();
        var bySide = new LinkedHashMap<RecordRef, List<MatchRows.Seen>>();
        group.forEach(row ->
                bySide.computeIfAbsent(row.record(), none -> new ArrayList<>()).add(row));
        return new Match(
                first.match(),
                first.kind(),
                group.stream()
                                .map(row -> HexFormat.of().formatHex(row.exact()))
                                .distinct()
                                .count()
                        == 1,
                first.at(),
                steps.stream()
                        .filter(step -> !step.at().isBefore(first.at()))
                        .map(MatchRows.Step::kind)
                        .findFirst()
                        .orElse(null),
                bySide.values().stream().map(side -> side(side, names, schools)).toList(),
                steps.stream()
                        .map(step -> new Step(
                                step.kind(),
                                words.open(first.matchKey(), place(step.id()), step.words()),
                                name(names, step.by()),
                                step.at()))
                        .toList());
    }

    private Side side(List<MatchRows.Seen> rows, Map<StaffId, StaffMember> names, Map<SchoolId, String> schools) {
        var first = rows.getFirst();
        var lead = first.lead();
        var school = first.record().school();
        return new Side(
                first.record(),
                first.number(),
                school == null ? "" : schools.getOrDefault(school, ""),
                first.open(),
                lead,
                lead == null ? "" : name(names, lead),
                rows.stream()
                        .map(row -> new Named(
                                words.open(row.key(), Traces.place("value", row.trace()), row.value()),
                                words.open(row.key(), Traces.place("detail", row.trace()), row.detail()),
                                name(names, row.by()),
                                row.at()))
                        .toList());
    }

    private static String name(Map<StaffId, StaffMember> names, StaffId who) {
        var member = names.get(who);
        return member == null ? "" : member.name();
    }

    private static String place(UUID step) {
        return "casework.match_step/" + step;
    }
}
