package org.havenward.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a controller's method needs. A method without it fails the build and is refused at run time (safety rule 5). The
 * gate checks the role before the method runs; the room's door asks the gate again for the record itself.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {
    Need value();
}
