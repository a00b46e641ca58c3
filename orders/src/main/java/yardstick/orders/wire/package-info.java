/** What the shop and its providers say to each other over HTTP: signatures and bounded calls. */
@NullMarked
package yardstick.orders.wire;

import org.jspecify.annotations.NullMarked;
