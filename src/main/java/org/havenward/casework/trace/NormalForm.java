package org.havenward.casework.trace;

/**
 * One form of what people write in many ways. Two that have the same exact form have the same lenient one.
 *
 * @param exact equal where two are the same
 * @param lenient equal where two are alike: the same but for what people mistype, leave out, or change
 */
record NormalForm(String exact, String lenient) {}
