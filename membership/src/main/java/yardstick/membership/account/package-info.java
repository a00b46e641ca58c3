/** Accounts of members: signing up, signing in, passwords. */
@NullMarked
package yardstick.membership.account;

import org.jspecify.annotations.NullMarked;
