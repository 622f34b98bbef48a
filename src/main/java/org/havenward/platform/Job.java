package org.havenward.platform;

import java.time.Duration;

/**
 * Work that the scheduler repeats, once over all nodes. A job may run late or twice: it looks at the data for what is
 * due. It runs outside of any district scope and transaction.
 */
public interface Job {
    /** Stable name: letters, digits, and hyphens. */
    String name();

    Duration every();

    void run();
}
