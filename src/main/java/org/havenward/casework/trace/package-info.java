/**
 * People and places of concern (B11): what counselors record that a student named, brought to one form and matched over
 * all schools by keyed hashes, so that the database holds no list to read. A match is shown to the coordinator alone.
 */
@NamedInterface("trace")
@NullMarked
package org.havenward.casework.trace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
