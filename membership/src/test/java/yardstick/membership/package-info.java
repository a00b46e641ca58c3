/** Tests of the membership module against a real database. */
@NullMarked
package yardstick.membership;

import org.jspecify.annotations.NullMarked;
