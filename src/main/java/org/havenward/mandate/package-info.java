/**
 * What the law asks: each state's rules with their source and review, each person's own duty to report with its deadline
 * and proof, and what was disclosed to whom on which basis.
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
            "protocol"
        })
@NullMarked
package org.havenward.mandate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
