/**
 * The sealed log: every read and write of a record about a student, in the transaction that did it, without content.
 * A keyed hash chain per district shows a changed, missing, or added row. Imports platform, district, access.
 */
@ApplicationModule(allowedDependencies = {"platform", "district", "access"})
@NullMarked
package org.havenward.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
