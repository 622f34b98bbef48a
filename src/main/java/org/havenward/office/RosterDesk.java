package org.havenward.office;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.RosterImports;
import org.havenward.district.RosterImports.Entry;
import org.havenward.district.RosterImports.State;
import org.havenward.district.RosterReport;
import org.havenward.district.Rosters;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.havenward.platform.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings rosters in from the browser and the API: an upload is checked in the background, shown, and written only when the
 * system administrator says so. The file is kept beside the data, readable to nobody else, until then.
 */
@Service
public class RosterDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RosterDesk.class);
    private static final Duration SILENCE = Duration.ofMinutes(2);
    private static final int HISTORY = 20;
    private static final String OVERTAKEN = "roster.overtaken";

    private final Rosters rosters;
    private final RosterImports imports;
    private final Gate gate;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Path folder;
    private final ExecutorService workers = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("roster").daemon().factory());
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("roster-progress").daemon().factory());

    @SuppressWarnings("TooManyParameters")
    RosterDesk(
            Rosters rosters,
            RosterImports imports,
            Gate gate,
            Audit audit,
            OnceOnly onceOnly,
            TransactionTemplate transaction,
            InstantSource clock,
            Settings settings) {
        this.rosters = rosters;
        this.imports = imports;
        this.gate = gate;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.transaction = transaction;
        this.clock = clock;
        this.folder = settings.data().resolve("rosters");
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
        beats.shutdownNow();
    }

    /** Takes a zip and begins to check it. The same submission again is the same roster. */
    public UUID bring(Viewer viewer, InputStream zip, String fileName, Rosters.Options options, String key) {
        allowed(viewer);
        var id = Ids.next();
        var file = file(id);
        var fingerprint = store(zip, file) + options;
        OnceOnly.Result result;
        try {
            result = transaction.execute(status ->
                    onceOnly.once(viewer.staff().value(), "roster.bring", key, fingerprint, () -> {
                        imports.add(id, shortened(fileName), options, viewer.staff(), State.WAITING);
                        return id;
                    }));
        } catch (RuntimeException failed) {
            forget(id);
            throw failed;
        }
        if (result.repeated()) {
            forget(id);
            return result.id();
        }
        DistrictScope.run(viewer.district(), () -> later(viewer, id, options, State.WAITING, State.CHECKING));
        return id;
    }

    /** Writes what was checked; where another roster came in since then, it is checked and shown once more instead. */
    public void confirm(Viewer viewer, UUID id) {
        var entry = open(viewer, id);
        boolean again = imports.overtaken(id);
        var waiting = again ? State.WAITING : State.WAITING_TO_APPLY;
        boolean mine = Boolean.TRUE.equals(transaction.execute(status -> imports.move(id, State.READY, waiting)));
        if (mine) {
            DistrictScope.run(
                    viewer.district(),
                    () -> later(viewer, id, entry.options(), waiting, again ? State.CHECKING : State.APPLYING));
        }
    }

    /** Puts it aside: nothing changes, and the file is deleted. */
    public void drop(Viewer viewer, UUID id) {
        open(viewer, id);
        if (Boolean.TRUE.equals(transaction.execute(status -> imports.move(id, State.READY, State.DROPPED)))) {
            forget(id);
        }
    }

    public Entry open(Viewer viewer, UUID id) {
        allowed(viewer);
        return imports.find(id)
                .map(this::orStopped)
                .orElseThrow(() -> new RefusedException(Decision.Reason.OTHER_DISTRICT));
    }

    /** The latest, newest first. */
    public List<Entry> history(Viewer viewer) {
        allowed(viewer);
        return imports.latest(HISTORY).stream().map(this::orStopped).toList();
    }

    private void allowed(Viewer viewer) {
        if (gate.decide(viewer, Need.RUN_SYSTEM) instanceof Decision.Refused refused) {
            throw new RefusedException(refused.reason());
        }
    }

    /** One that has been silent lost its server on the way; the database has undone it. */
    private Entry orStopped(Entry entry) {
        boolean silent = entry.changedAt().plus(SILENCE).isBefore(clock.instant());
        if (!silent || !entry.state().working()) {
            return entry;
        }
        return new Entry(
                entry.id(),
                entry.fileName(),
                entry.options(),
                entry.startedBy(),
                entry.startedAt(),
                State.FAILED,
                "roster.failed.stopped",
                entry.percent(),
                entry.changedAt(),
                entry.report());
    }

    private void later(Viewer viewer, UUID id, Rosters.Options options, State from, State to) {
        var district = viewer.district();
        var progress = new AtomicReference<>(new At(Rosters.Step.READING, 0));
        // From now on, so that one that waits for others is not taken for one whose server stopped.
        var beat = beats.scheduleWithFixedDelay(
                () -> DistrictScope.run(district, () -> tell(id, java.util.Objects.requireNonNull(progress.get()))),
                1,
                2,
                TimeUnit.SECONDS);
        workers.execute(() -> DistrictScope.run(district, () -> {
            try {
                if (imports.move(id, from, to)) {
                    work(viewer, id, options, to, progress);
                }
            } catch (RuntimeException failed) {
                beat.cancel(false);
                failed(id, failed);
            } finally {
                beat.cancel(false);
            }
        }));
    }

    private record At(Rosters.Step step, int percent) {}

    private void tell(UUID id, At at) {
        try {
            imports.progress(id, "roster.step." + at.step(), at.percent());
        } catch (RuntimeException unimportant) {
            LOG.debug("The progress of a roster could not be written");
        }
    }

    private void work(Viewer viewer, UUID id, Rosters.Options options, State what, AtomicReference<At> progress) {
        Rosters.Progress told = (step, percent) -> progress.set(new At(step, percent));
        if (what == State.CHECKING) {
            check(id, options, "", told);
            return;
        }
        if (imports.overtaken(id)) {
            check(id, options, OVERTAKEN, told);
            return;
        }
        transaction.executeWithoutResult(status -> {
            RosterReport report = rosters.apply(file(id), options, told);
            if (report.accepted()) {
                audit.log(
                        viewer,
                        Action.IMPORTED,
                        new RecordRef(RecordKind.SCHOOL, viewer.district().value(), null),
                        null,
                        Purpose.ADMINISTRATION);
            }
            imports.finish(id, report.accepted() ? State.DONE : State.REFUSED, "", report);
        });
        forget(id);
    }

    private void check(UUID id, Rosters.Options options, String note, Rosters.Progress told) {
        var said = note.isEmpty() && imports.overtaken(id) ? OVERTAKEN : note;
        // Together, so that whatever is brought in after the check counts as later.
        transaction.executeWithoutResult(status -> {
            var report = rosters.check(file(id), options, told);
            imports.finish(id, report.accepted() ? State.READY : State.REFUSED, report.accepted() ? said : "", report);
        });
        if (imports.find(id).filter(entry -> entry.state() == State.READY).isEmpty()) {
            forget(id);
        }
    }

    private void failed(UUID id, RuntimeException problem) {
        LOG.warn("A roster could not be brought in: {}", problem.getClass().getSimpleName());
        try {
            imports.finish(id, State.FAILED, RosterTrouble.key(problem), null);
        } catch (RuntimeException noDatabase) {
            LOG.warn("Nor could that be written down");
        }
        forget(id);
    }

    private Path file(UUID id) {
        return folder.resolve(id + ".zip");
    }

    private String store(InputStream in, Path file) {
        try {
            Files.createDirectories(folder);
            Files.createFile(file);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            var digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            try (var out = Files.newOutputStream(file)) {
                digest.transferTo(out);
            }
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException full) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException stays) {
                LOG.warn("A roster's file could not be deleted");
            }
            throw new UncheckedIOException(full);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private void forget(UUID id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException stays) {
            LOG.warn("A roster's file could not be deleted");
        }
    }

    private static String shortened(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "");
        return last.isBlank() ? "roster.zip" : last.substring(0, Math.min(last.length(), 120));
    }
}
