/** Consent, behaviour events, facts and the event store. */
@NullMarked
package yardstick.tracking;

import org.jspecify.annotations.NullMarked;
