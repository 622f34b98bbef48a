/** Load and scale benchmarks, outside of the tests: {@code ./havenward bench roster|intake|queue|start}. */
@NullMarked
package org.havenward.bench;

import org.jspecify.annotations.NullMarked;
