/**
 * The case: its team, life cycle, chronology, notes, tasks, and what is owed before it may close. Rooms below it oblige,
 * settle, and show panels; it asks them nothing. Imports the ground rooms and concern.
 */
@ApplicationModule(allowedDependencies = {"platform", "district", "access", "audit", "web", "guide", "concern"})
@NullMarked
package org.havenward.casework;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
