/**
 * What to do now, why, and by when: protocols as data (steps, questions, branches), their versions, check, and dry run, and
 * where each case stands in its own. A pure function of protocol, answers, law, and facts; nothing but answers is kept.
 */
@ApplicationModule(
        allowedDependencies = {"platform", "district", "access", "audit", "web", "guide", "concern", "casework"})
@NullMarked
package org.havenward.protocol;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
