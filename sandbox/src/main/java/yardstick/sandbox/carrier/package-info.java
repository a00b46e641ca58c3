/** The carrier: shipments and their way to the door. */
@NullMarked
package yardstick.sandbox.carrier;

import org.jspecify.annotations.NullMarked;
