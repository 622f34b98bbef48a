/** The public pages, and the school's pages of lessons; package-private. */
@NullMarked
package org.havenward.voice.web;

import org.jspecify.annotations.NullMarked;
