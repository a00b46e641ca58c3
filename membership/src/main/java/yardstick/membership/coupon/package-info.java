/** Coupons, and the discounts of members in the quote. */
@NullMarked
package yardstick.membership.coupon;

import org.jspecify.annotations.NullMarked;
