/**
 * Instruments: what is asked in an assessment, as data; read from YAML and checked as a whole before anything of it is
 * believed. Knows of no student, and nothing in it adds, counts, or weighs answers.
 */
@NullMarked
package org.havenward.casework.instrument;

import org.jspecify.annotations.NullMarked;
