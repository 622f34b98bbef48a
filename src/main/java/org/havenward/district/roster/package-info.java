/**
 * How a OneRoster export comes in: files are read and their rows checked one by one into temporary tables, which are then
 * checked against each other, compared with what is there, and merged by a few set-based statements in one transaction.
 */
@NullMarked
package org.havenward.district.roster;

import org.jspecify.annotations.NullMarked;
