/**
 * Who is here: districts, schools, students, staff, classes, and the school-day calendar, kept from a OneRoster export.
 * Students who left stay, marked; nothing here is about a concern. Imports platform.
 */
@ApplicationModule(allowedDependencies = {"platform"})
@NullMarked
package org.havenward.district;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
