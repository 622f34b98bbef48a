/**
 * Shared knowledge as content: indicators, risk factors, terms, help lines, in English and Spanish; a district adds its
 * own. Never a score, a filter, or a flag on a student. Imports platform, district, access, web.
 */
@ApplicationModule(allowedDependencies = {"platform", "district", "access", "web"})
@NullMarked
package org.havenward.guide;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
