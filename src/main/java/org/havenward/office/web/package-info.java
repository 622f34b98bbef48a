/** The pages of the front office. */
@NullMarked
package org.havenward.office.web;

import org.jspecify.annotations.NullMarked;
