package yardstick.cli.drill;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import yardstick.cli.drill.Crowd.Visit;

/** A thousand buyers come within ten seconds for a hundred units. */
final class OversellDrill implements Drill {

    private static final int UNITS = 100;
    private static final int SECONDS = 10;
    private static final int WARM_SHOPPERS = 16;
    private static final int WARM_VISITS = 10;

    @Override
    public void run(DrillShop shop, Plan plan, Findings findings) throws Exception {
        int buyers = plan.times();
        List<String> slugs = shop.stock(List.of(
                new DrillShop.Product("RARE-1", 12_000, UNITS), new DrillShop.Product("USUAL-1", 12_000, 1_000_000)));
        String slug = slugs.getFirst();
        warmUp(shop, slugs.getLast());
        Random random = new Random(plan.seed());
        long[] arrivals = random.longs(buyers, 0, SECONDS * 1_000L).toArray();
        findings.did("%,d buyers come within %d s for %d units, each by its own browser", buyers, SECONDS, UNITS);
        try (Crowd crowd = new Crowd(shop, Duration.ofSeconds(60))) {
            long begin = System.nanoTime();
            AtomicLong lastPaid = new AtomicLong();
            List<Visit> visits = Crowd.all(buyers, i -> {
                DrillShop.pause(Duration.ofMillis(arrivals[i]));
                Visit visit = crowd.buy(slug, Crowd.CHANNELS.get(i % 2));
                if (visit instanceof Visit.Paid) {
                    lastPaid.accumulateAndGet(System.nanoTime() - begin, Math::max);
                }
                return visit;
            });
            findings.number("seconds_until_all_left", (System.nanoTime() - begin) / 1e9);
            findings.number("seconds_until_last_unit_paid", lastPaid.get() / 1e9);
            findings.shown(crowd.impressions());
            judge(shop, findings, visits);
        }
    }

    private static void judge(DrillShop shop, Findings findings, List<Visit> visits) throws Exception {
        long paid = visits.stream().filter(Visit.Paid.class::isInstance).count();
        long refused = visits.stream().filter(Visit.Refused.class::isInstance).count();
        findings.number("buyers", visits.size());
        findings.number("paid", paid);
        findings.number("refused_cleanly", refused);
        findings.audited(shop.audit());
        long sold = shop.number("SELECT coalesce(sum(l.quantity), 0) FROM orders.order_line l"
                + " JOIN orders.orders o ON o.id = l.order_id WHERE o.state = 'PAID' AND l.code = 'RARE-1'");
        int units = Math.min(UNITS, visits.size());
        findings.must("sold exactly " + units, sold == units && paid == units, sold + " sold, " + paid + " paid");
        findings.must(
                "everybody else refused cleanly",
                refused == visits.size() - units,
                refused + " refused, "
                        + visits.stream()
                                .filter(Visit.Lost.class::isInstance)
                                .limit(5)
                                .toList());
    }

    /** A rush comes to a shop that has been open for a while. */
    private static void warmUp(DrillShop shop, String slug) throws Exception {
        try (Crowd crowd = new Crowd(shop, Duration.ofSeconds(60))) {
            Crowd.all(WARM_SHOPPERS, i -> {
                for (int n = 0; n < WARM_VISITS; n++) {
                    crowd.buy(slug, Crowd.CHANNELS.get(n % 2));
                }
                return true;
            });
        }
    }
}
