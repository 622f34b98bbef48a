/** What is done before anything happens: the sessions in which students are taught, by whom, where, and when. */
@ApplicationModule(allowedDependencies = {"platform", "district", "access", "audit", "web", "guide"})
@NullMarked
package org.havenward.prevention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
