/**
 * The front office: pages, API, and commands for what the ground rooms hold: signing in, my day, students and classes,
 * roster import, people and roles, who looked at what. Nobody imports it. Imports the other ground rooms.
 */
@ApplicationModule(allowedDependencies = {"platform", "district", "access", "audit", "web", "guide"})
@NullMarked
package org.havenward.office;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
