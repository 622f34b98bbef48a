/**
 * What every other room stands on: the database and its two locks, keys and encryption, jobs, clock, ids, once-only
 * writes, and the command line. Knows nothing of schools or students. Imports no other room.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.havenward.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
