package org.havenward.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.havenward.platform.DistrictId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What districts add: files under {@code DATA/content/DISTRICT-ID/guide/}. Looked at again every half minute, so that a
 * mended file counts without a restart. A file with a problem changes nothing: the last sound state stays, and the
 * health check says so.
 */
final class DistrictKnowledge {
    private static final Logger LOG = LoggerFactory.getLogger(DistrictKnowledge.class);
    private static final String NONE = "none";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final Path root;
    private final InstantSource clock;
    private final Map<DistrictId, State> states = new ConcurrentHashMap<>();

    DistrictKnowledge(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    private record State(Instant lookedAt, String fingerprint, Knowledge sound, List<String> problems) {}

    Knowledge of(DistrictId district) {
        return state(district).sound();
    }

    /** How many districts have a file that can't be used. */
    long districtsWithProblems() {
        if (!Files.isDirectory(root)) {
            return 0;
        }
        try (var folders = Files.list(root)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(DistrictKnowledge::isId)
                    .map(name -> new DistrictId(UUID.fromString(name)))
                    .filter(district -> !state(district).problems().isEmpty())
                    .count();
        } catch (IOException unreadable) {
            return 1;
        }
    }

    private State state(DistrictId district) {
        var now = clock.instant();
        var known = states.get(district);
        if (known != null && now.isBefore(known.lookedAt().plus(LOOK_AGAIN)) && !now.isBefore(known.lookedAt())) {
            return known;
        }
        var fresh = known == null ? read(district, Knowledge.NONE, now) : after(district, known, now);
        states.put(district, fresh);
        return fresh;
    }

    private State after(DistrictId district, State before, Instant now) {
        return fingerprint(district).equals(before.fingerprint())
                ? new State(now, before.fingerprint(), before.sound(), before.problems())
                : read(district, before.sound(), now);
    }

    private State read(DistrictId district, Knowledge before, Instant now) {
        var fingerprint = fingerprint(district);
        if (fingerprint.equals(NONE)) {
            return new State(now, NONE, Knowledge.NONE, List.of());
        }
        var reading = new KnowledgeReader().ofDistrict(folder(district));
        reading.problems().forEach(problem -> LOG.warn("Knowledge of district {}: {}", district.value(), problem));
        return new State(now, fingerprint, reading.sound() ? reading.knowledge() : before, reading.problems());
    }

    private Path folder(DistrictId district) {
        return root.resolve(district.value().toString()).resolve("guide");
    }

    private String fingerprint(DistrictId district) {
        var folder = folder(district);
        if (!Files.isDirectory(folder)) {
            return NONE;
        }
        try (var files = Files.list(folder)) {
            var print = new StringBuilder();
            for (var file : files.sorted().toList()) {
                print.append(file.getFileName())
                        .append('|')
                        .append(Files.size(file))
                        .append('|')
                        .append(Files.getLastModifiedTime(file))
                        .append('\n');
            }
            return print.toString();
        } catch (IOException unreadable) {
            return "unreadable";
        }
    }

    private static boolean isId(String name) {
        return name.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }
}
