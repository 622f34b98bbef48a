/** The pages and the API of casework: controllers, forms, and the records that pages show. */
@NullMarked
package org.havenward.casework.web;

import org.jspecify.annotations.NullMarked;
