/** Tiers by spend and the ledger of their changes. */
@NullMarked
package yardstick.membership.tier;

import org.jspecify.annotations.NullMarked;
