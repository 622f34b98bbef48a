/**
 * What staff saw or heard: raising a concern, the reporter's own view, and the triage queue with its clock. The words of
 * a concern are never edited. Imports the ground rooms and voice.
 */
@ApplicationModule(
        allowedDependencies = {"platform", "district", "access", "audit", "web", "guide", "prevention", "voice"})
@NullMarked
package org.havenward.concern;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
