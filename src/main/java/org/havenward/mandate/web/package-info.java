/** The pages and the API of mandate: controllers, forms, and the records that pages show. */
@NullMarked
package org.havenward.mandate.web;

import org.jspecify.annotations.NullMarked;
