/** What membership holds about a person. */
@NullMarked
package yardstick.membership.privacy;

import org.jspecify.annotations.NullMarked;
