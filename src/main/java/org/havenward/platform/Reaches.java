package org.havenward.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that lets something out: mail, files, print, what is shown to a family or sent to an agency. A family
 * member may be the danger (safety rule 10), so whatever can reach one asks the guard of the case first. The tests find
 * such classes that are not marked, and marked ones that do not ask.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Reaches {
    Audience value();

    /** Why that is so, in a sentence. */
    String because();
}
