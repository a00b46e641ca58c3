package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import yardstick.catalog.ReviewDesk;
import yardstick.catalog.Reviews;
import yardstick.catalog.SameItems;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.metrics.Releases;
import yardstick.orders.AfterSales;
import yardstick.orders.Audits;
import yardstick.orders.OrderBoard;
import yardstick.orders.PaymentDesk;
import yardstick.orders.ShipBoard;
import yardstick.orders.Warehousing;
import yardstick.web.Role;

/** What waits for a person, over all pages of the admin: money first, then goods, then what customers wrote. */
@ApplicationScoped
public class Attention {

    /** A longer queue is shown as this many. */
    static final int MOST = 100;

    @Inject
    PaymentDesk payments;

    @Inject
    OrderBoard board;

    @Inject
    ShipBoard ships;

    @Inject
    AfterSales returns;

    @Inject
    Warehousing stock;

    @Inject
    ReviewDesk reviews;

    @Inject
    SameItems sameItems;

    @Inject
    Releases releases;

    @Inject
    Audits audits;

    @Inject
    Settings settings;

    /**
     * @param key last part of the text {@code admin.attention.<key>}, which takes {@code count}
     * @param more true when there are more than {@code count}
     */
    public record Item(String key, String path, long count, boolean more) {}

    /** Only queues that are not empty, of pages that the role may open. */
    List<Item> of(Role role) {
        List<Item> items = new ArrayList<>();
        Queue queue = (key, page, count) -> {
            if (Navigation.open(role, page)) {
                long waiting = count.getAsLong();
                if (waiting > 0) {
                    items.add(new Item(key, "/admin/" + page, Math.min(waiting, MOST), waiting > MOST));
                }
            }
        };
        queue.add(
                "audit",
                "audit",
                () -> audits.last().filter(report -> !report.clean()).stream()
                        .mapToLong(report -> report.broken().size())
                        .sum());
        queue.add("payments", "payments", () -> payments.problems(MOST + 1).size());
        queue.add("orders", "orders", () -> board.exceptions(MOST + 1).size());
        warehouse(queue);
        queue.add("returns", "after-sale", () -> returns.waiting(MOST + 1).size());
        queue.add(
                "releases",
                "releases",
                () -> releases.all().stream()
                        .filter(release -> release.pause() != null)
                        .count());
        queue.add("reviews", "reviews", this::posts);
        queue.add("same", "same-items", () -> sameItems.pairs(MOST + 1).size());
        return items;
    }

    private void warehouse(Queue queue) {
        queue.add("parcels", "fulfilment", () -> lane("exceptions"));
        queue.add("pick", "fulfilment", () -> lane("toPick"));
        queue.add(
                "stock",
                "stock",
                () -> stock.low(settings.number(Setting.STOCK_LOW), MOST + 1).size());
    }

    private long lane(String name) {
        return ships.lanes(1).counts().getOrDefault(name, 0);
    }

    private long posts() {
        return reviews.counts().values().stream()
                .mapToLong(byState -> byState.getOrDefault(Reviews.State.WAITING, 0L))
                .sum();
    }

    /** Counts only what may be seen. */
    private interface Queue {
        void add(String key, String page, LongSupplier count);
    }
}
