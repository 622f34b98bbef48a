/**
 * The one gate: who signs in, which roles they hold where, and who may see which record. Exclusion beats every grant.
 * Every page, list, count, search, job, and notice asks here. Imports platform and district.
 */
@ApplicationModule(allowedDependencies = {"platform", "district"})
@NullMarked
package org.havenward.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
