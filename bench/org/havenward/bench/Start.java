package org.havenward.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.stream.Stream;

/** From process start to {@code /health} 200 on existing data, and what an idle server keeps in memory. */
final class Start {
    private Start() {}

    static void run(int times) throws Exception {
        var house = new BenchHouse();
        house.inside(context -> house.people(context, 1));
        // The first start writes the class archive that later ones use.
        house.serve().close();
        var seconds = new ArrayList<Double>();
        var megabytes = new ArrayList<Double>();
        var databaseMegabytes = new ArrayList<Double>();
        for (int time = 0; time < times; time++) {
            try (var server = house.serve()) {
                seconds.add(server.secondsToHealthy());
                Thread.sleep(20_000);
                megabytes.add(resident(server(server.pid())));
                databaseMegabytes.add(resident(postgres(house.data().resolve("postgresql").toRealPath())));
            }
            System.out.printf(
                    "start %d: %.2f s to healthy, %.0f MB resident idle (its PostgreSQL besides: %.0f MB)%n",
                    time + 1, seconds.getLast(), megabytes.getLast(), databaseMegabytes.getLast());
        }
        Collections.sort(seconds);
        Collections.sort(megabytes);
        System.out.printf(
                "median: %.2f s to healthy, %.0f MB resident%n",
                seconds.get(seconds.size() / 2), megabytes.get(megabytes.size() / 2));
    }

    /** The server's own process, which the launcher may have started. */
    private static Stream<ProcessHandle> server(long root) {
        return ProcessHandle.of(root).stream()
                .flatMap(one -> Stream.concat(Stream.of(one), one.descendants()))
                .filter(one -> one.info().command().orElse("").endsWith("/java"));
    }

    /** The built-in PostgreSQL works in its data folder, and is nobody's descendant. */
    private static Stream<ProcessHandle> postgres(Path data) {
        return ProcessHandle.allProcesses().filter(one -> {
            try {
                return Files.readSymbolicLink(Path.of("/proc/" + one.pid() + "/cwd")).startsWith(data);
            } catch (java.io.IOException goneOrNotOurs) {
                return false;
            }
        });
    }

    /** Resident memory in MB; shared pages counted once (Pss). */
    private static double resident(Stream<ProcessHandle> processes) {
        return processes.mapToDouble(one -> proportional(one.pid())).sum();
    }

    private static double proportional(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .sum();
        } catch (java.io.IOException gone) {
            return 0;
        }
    }
}
