package yardstick.membership;

import yardstick.kernel.Money;

/**
 * A level of membership.
 *
 * @param code {@code bronze}, {@code silver}, ...; its name is the text {@code membership.tier.<code>}
 * @param from spend from which it is reached
 * @param discountBasisPoints discount on goods: 300 is 3 %
 */
public record Tier(String code, int rank, Money from, int discountBasisPoints) {}
