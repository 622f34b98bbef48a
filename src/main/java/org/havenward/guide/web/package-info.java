/** The knowledge page, the help lines page, and their API. */
@NullMarked
package org.havenward.guide.web;

import org.jspecify.annotations.NullMarked;
