/** Pages and the API of the protocol. */
@NullMarked
package org.havenward.protocol.web;

import org.jspecify.annotations.NullMarked;
