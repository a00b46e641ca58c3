/** Tests of members' tier against a real database. */
@NullMarked
package yardstick.membership.tier;

import org.jspecify.annotations.NullMarked;
