/** Pages and API of what the law asks. */
@NullMarked
package org.havenward.mandate.web;

import org.jspecify.annotations.NullMarked;
