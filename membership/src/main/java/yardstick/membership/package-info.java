/** Members and what they are worth: accounts, tiers, coupons, promotions. */
@NullMarked
package yardstick.membership;

import org.jspecify.annotations.NullMarked;
