/** The pages of the inbox, of preferences, and of stuck mail. */
@NullMarked
package org.havenward.notice.web;

import org.jspecify.annotations.NullMarked;
