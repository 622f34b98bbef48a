/**
 * Tells people that something waits for them: an inbox and e-mail, never with content. Listens to every room; nobody
 * imports it. Who is told is asked of the gate at sending time.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "district",
            "access",
            "audit",
            "web",
            "guide",
            "concern",
            "casework",
            "casework :: trace",
            "protocol",
            "mandate",
            "prevention",
            "voice"
        })
@NullMarked
package org.havenward.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
