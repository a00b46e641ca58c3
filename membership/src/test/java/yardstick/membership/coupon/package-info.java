/** Tests of members' coupon against a real database. */
@NullMarked
package yardstick.membership.coupon;

import org.jspecify.annotations.NullMarked;
