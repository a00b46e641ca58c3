/** Evidence of consent decisions. */
@NullMarked
package yardstick.tracking.consent;

import org.jspecify.annotations.NullMarked;
