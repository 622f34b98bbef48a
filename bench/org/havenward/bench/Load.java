package org.havenward.bench;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Runs a piece of work by several clients at once and times each call. */
final class Load {
    private Load() {}

    /** What one client does, again and again; a client has its own connection. */
    interface Client extends AutoCloseable {
        void call() throws Exception;

        @Override
        default void close() throws Exception {}
    }

    /** @param perSecond calls finished per second over all clients; times in milliseconds */
    record Outcome(int clients, int calls, double perSecond, double p50, double p95, double p99) {
        String line(String what) {
            return "%-34s %3d clients %8.0f /s   p50 %7.2f ms   p95 %7.2f ms   p99 %7.2f ms   (%d calls)"
                    .formatted(what, clients, perSecond, p50, p95, p99, calls);
        }
    }

    static Outcome run(int clients, int callsEach, Callable<? extends Client> newClient)
            throws InterruptedException, ExecutionException {
        var ready = new CountDownLatch(clients);
        var go = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var running = IntStream.range(0, clients)
                    .mapToObj(number -> threads.submit(() -> {
                        try (var client = newClient.call()) {
                            ready.countDown();
                            go.await();
                            return timesOf(client, callsEach);
                        }
                    }))
                    .toList();
            ready.await();
            long start = System.nanoTime();
            go.countDown();
            var times = new long[clients * callsEach];
            int at = 0;
            for (Future<long[]> one : running) {
                var some = one.get();
                System.arraycopy(some, 0, times, at, some.length);
                at += some.length;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            Arrays.sort(times);
            return new Outcome(
                    clients,
                    times.length,
                    times.length / seconds,
                    percentile(times, 50),
                    percentile(times, 95),
                    percentile(times, 99));
        }
    }

    private static long[] timesOf(Client client, int calls) throws Exception {
        var times = new long[calls];
        for (int call = 0; call < calls; call++) {
            long before = System.nanoTime();
            client.call();
            times[call] = System.nanoTime() - before;
        }
        return times;
    }

    private static double percentile(long[] sorted, int percent) {
        int index = (int) Math.ceil(sorted.length * percent / 100.0) - 1;
        return sorted[Math.max(index, 0)] / 1e6;
    }
}
