/** Pages and API of what the law asks, and of the reports that it asks for. */
@NullMarked
package org.havenward.mandate.web;

import org.jspecify.annotations.NullMarked;
