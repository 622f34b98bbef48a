package org.havenward.matrix;

import org.havenward.Town;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;

/**
 * How a room lets the matrix make a record for the paths that open one. A room adds itself to {@link MatrixRecords}.
 *
 * @see AccessMatrixTest
 */
interface MatrixRecord {
    /** Whether the first variable of a path names such a record. */
    boolean fits(String pattern);

    RecordKind kind();

    /** A new record of Quay Middle, whose narrative or notes hold the word "zanzibar" where it has any. */
    RecordRef make(Town town);
}
