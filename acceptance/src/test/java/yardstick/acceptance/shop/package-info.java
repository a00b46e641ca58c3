/** A shop started with the real command, and the ways tests talk to it. */
@NullMarked
package yardstick.acceptance.shop;

import org.jspecify.annotations.NullMarked;
