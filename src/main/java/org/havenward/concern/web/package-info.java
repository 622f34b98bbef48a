/** The pages and the API of concerns: raising one, one's own, and triage. */
@NullMarked
package org.havenward.concern.web;

import org.jspecify.annotations.NullMarked;
