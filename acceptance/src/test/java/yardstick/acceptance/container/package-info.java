/** The real EAR on Open Liberty, with tests that run inside it. */
@NullMarked
package yardstick.acceptance.container;

import org.jspecify.annotations.NullMarked;
