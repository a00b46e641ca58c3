/** Tests of members' account against a real database. */
@NullMarked
package yardstick.membership.account;

import org.jspecify.annotations.NullMarked;
