/**
 * The fictional district: its roster, people, and a school year of concerns and cases, brought in through the same doors as
 * real ones, with the clock set to when each thing happens. Nobody imports it; it is there only when the demo is asked for.
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
            "voice",
            "notice"
        })
@NullMarked
package org.havenward.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
