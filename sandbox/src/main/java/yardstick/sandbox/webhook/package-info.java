/** Signed calls to the shop, repeated until they are taken. */
@NullMarked
package yardstick.sandbox.webhook;

import org.jspecify.annotations.NullMarked;
