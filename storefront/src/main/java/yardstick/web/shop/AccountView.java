package yardstick.web.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.membership.Member;
import yardstick.membership.Members.NextTier;
import yardstick.membership.Points;
import yardstick.orders.Orders.Summary;

/**
 * A member's own page.
 *
 * @param next null at the top tier
 * @param percent how far from the current tier to the next, 0 to 100
 * @param points null when the shop has none
 */
public record AccountView(
        Frame frame,
        Member member,
        @Nullable NextTier next,
        int percent,
        List<Summary> orders,
        boolean all,
        @Nullable Purse points) {

    /** Points as they stand and their latest movements. */
    public record Purse(Points.Standing standing, List<Points.Entry> entries) {}
}
