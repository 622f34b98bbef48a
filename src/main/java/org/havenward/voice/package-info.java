/**
 * What students and families tell: the pages on which they do, receipts and conversations that only a receipt and the
 * counselors can open, and the private answers after a lesson. Flows into triage; keeps no trace of who came.
 */
@ApplicationModule(allowedDependencies = {"platform", "district", "access", "audit", "web", "guide", "prevention"})
@NullMarked
package org.havenward.voice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
