package org.havenward.casework;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Role;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.casework.instrument.Instrument;
import org.havenward.casework.instrument.InstrumentReader;
import org.havenward.district.Directory;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The instruments that a district has: ours, and the licensed ones that its coordinator imported. A version's text never
 * changes; another text is another version.
 */
@Service
@Transactional
public class InstrumentShelf {
    private final InstrumentRows rows;
    private final CaseWords words;
    private final Gate gate;
    private final Directory directory;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final InstantSource clock;
    private final InstrumentReader reader = new InstrumentReader();
    private final List<InstrumentReader.Sourced> shipped = reader.shipped();
    /** Texts never change under their hash. */
    private final Map<String, Instrument> read = new ConcurrentHashMap<>();

    InstrumentShelf(
            InstrumentRows rows,
            CaseWords words,
            Gate gate,
            Directory directory,
            Audit audit,
            OnceOnly onceOnly,
            InstantSource clock) {
        this.rows = rows;
        this.words = words;
        this.gate = gate;
        this.directory = directory;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.clock = clock;
        shipped.forEach(one -> read.put(one.hash(), one.instrument()));
    }

    /**
     * An instrument on the shelf.
     *
     * @param by null: ships with Havenward
     * @param withdrawn since when it is not begun any more
     * @param superseded whether there is a later version of it
     * @param mayUse whether its license lets the viewer use it
     */
    public record Volume(
            String hash,
            Instrument instrument,
            @Nullable String by,
            @Nullable Instant added,
            @Nullable Instant withdrawn,
            boolean superseded,
            boolean mayUse) {
        /** Whether an assessment can begin with it. */
        public boolean current() {
            return withdrawn == null && !superseded;
        }
    }

    /** All of them: ours first, then the district's, the newest first. */
    public List<Volume> all(Viewer viewer) {
        requireCaseWork(viewer);
        var added = rows.added();
        var names = directory.staff(added.stream()
                .map(InstrumentRows.Row::by)
                .flatMap(java.util.stream.Stream::ofNullable)
                .toList());
        var newest = new HashMap<String, Integer>();
        added.stream()
                .filter(row -> row.withdrawnAt() == null)
                .forEach(row -> newest.merge(row.instrument(), row.version(), Math::max));
        var volumes = new ArrayList<Volume>();
        shipped.forEach(one -> volumes.add(
                new Volume(one.hash(), one.instrument(), null, null, null, false, mayUse(viewer, one.instrument()))));
        added.forEach(row -> {
            var instrument = instrument(row);
            volumes.add(new Volume(
                    row.hash(),
                    instrument,
                    name(names, row.by()),
                    row.at(),
                    row.withdrawnAt(),
                    row.version() < newest.getOrDefault(row.instrument(), row.version()),
                    mayUse(viewer, instrument)));
        });
        return volumes;
    }

    /** The hash of the version of an instrument that assessments begin with now, by the instrument's id. */
    public Optional<String> named(Viewer viewer, String instrument) {
        return all(viewer).stream()
                .filter(volume -> volume.current() && volume.instrument().id().equals(instrument))
                .map(Volume::hash)
                .findFirst();
    }

    /** One of them, to read. */
    public Volume open(Viewer viewer, String hash) {
        return all(viewer).stream()
                .filter(volume -> volume.hash().equals(hash))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Decision.Reason.OTHER_DISTRICT));
    }

    /** What is wrong with a text that is to be imported; none: it is sound. Changes nothing. */
    public InstrumentReader.Reading check(Viewer viewer, String content) {
        requireCoordination(viewer);
        return reader.read(content);
    }

    /** Adds a licensed instrument, as a whole or not at all; returns its hash. */
    public String add(Viewer viewer, String content, String key) {
        requireCoordination(viewer);
        var reading = reader.read(content);
        var instrument = reading.instrument();
        if (instrument == null) {
            throw CannotDo.because("content", "casework.cannot.instrument_unsound");
        }
        var hash = InstrumentReader.hash(content);
        onceOnly.once(viewer.staff().value(), "casework.instrument", key, words.fingerprint(hash), () -> {
            rows.lock();
            var same = rows.added().stream()
                    .filter(row -> row.instrument().equals(instrument.id()))
                    .toList();
            if (same.stream().anyMatch(row -> row.version() >= instrument.version())) {
                throw CannotDo.overtaken(
                        "content",
                        same.stream().anyMatch(row -> row.hash().equals(hash))
                                ? "casework.cannot.instrument_there"
                                : "casework.cannot.instrument_version");
            }
            rows.keep(new InstrumentReader.Sourced(instrument, content, hash), viewer.staff(), clock.instant());
            audit.log(viewer, Action.IMPORTED, ref(viewer), null, Purpose.ADMINISTRATION);
            return id(hash);
        });
        return hash;
    }

    /** Lets no more assessments begin with it; those that have begun go on. */
    public void withdraw(Viewer viewer, String hash, String key) {
        requireCoordination(viewer);
        var row = rows.find(hash)
                .filter(found -> found.by() != null)
                .orElseThrow(() -> new RefusedException(Decision.Reason.OTHER_DISTRICT));
        onceOnly.once(viewer.staff().value(), "casework.instrument_withdrawn", key, words.fingerprint(hash), () -> {
            if (row.withdrawnAt() == null) {
                rows.withdraw(hash, viewer.staff(), clock.instant());
                audit.log(viewer, Action.CHANGED, ref(viewer), null, Purpose.ADMINISTRATION);
            }
            return id(hash);
        });
    }

    /** For an assessment that begins with it: kept for the district, so that the exact version answered stays. */
    Instrument toBegin(Viewer viewer, String hash) {
        var volume = all(viewer).stream()
                .filter(each -> each.hash().equals(hash) && each.current())
                .findFirst()
                .orElseThrow(() -> CannotDo.because("instrument", "casework.cannot.no_instrument"));
        if (!volume.mayUse()) {
            throw CannotDo.because("instrument", "casework.cannot.not_licensed");
        }
        shipped.stream().filter(one -> one.hash().equals(hash)).forEach(one -> rows.keep(one, null, clock.instant()));
        return volume.instrument();
    }

    /** The version that an assessment began with, whatever became of it since. */
    Instrument begun(String hash) {
        var known = read.get(hash);
        return known != null
                ? known
                : rows.find(hash)
                        .map(this::instrument)
                        .orElseThrow(() -> new IllegalStateException("No instrument " + hash));
    }

    /** Whether its license lets someone use it. */
    static boolean mayUse(Viewer viewer, Instrument instrument) {
        var license = instrument.license();
        return license == null
                || license.mayUse().stream()
                        .map(word -> Role.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')))
                        .anyMatch(viewer::holds);
    }

    private Instrument instrument(InstrumentRows.Row row) {
        return read.computeIfAbsent(
                row.hash(),
                hash -> Optional.ofNullable(reader.read(row.content()).instrument())
                        .orElseThrow(() -> new IllegalStateException("A kept instrument can't be read: " + hash)));
    }

    private void requireCaseWork(Viewer viewer) {
        if (!gate.decide(viewer, Need.LIST_CASES).allowed()) {
            throw new RefusedException(Decision.Reason.ROLE_LACKS_IT);
        }
    }

    private void requireCoordination(Viewer viewer) {
        gate.require(viewer, Need.COORDINATE, ref(viewer));
    }

    private static RecordRef ref(Viewer viewer) {
        return new RecordRef(RecordKind.SCHOOL, viewer.district().value(), null);
    }

    private static UUID id(String hash) {
        return UUID.nameUUIDFromBytes(hash.getBytes(StandardCharsets.UTF_8));
    }

    private static String name(Map<StaffId, StaffMember> names, @Nullable StaffId who) {
        var member = who == null ? null : names.get(who);
        return member == null ? "" : member.name();
    }
}
