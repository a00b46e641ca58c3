package yardstick.web.demo;

import java.util.List;

/**
 * One row of the demo catalogue together with how it sells.
 *
 * @param weight relative demand
 * @param consumable comes back in the baskets of those who bought it before
 * @param companions codes that are bought with it
 */
record DemoProduct(
        String code, String title, long priceMinor, int weight, boolean consumable, List<String> companions) {}
