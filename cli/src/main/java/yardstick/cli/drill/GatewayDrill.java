package yardstick.cli.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import yardstick.sandbox.FaultMatrix;

/**
 * Every fault of the gateway at every operation it fits, on every channel, with many draws of everything else: whether
 * the shopper comes back, clicks twice, waits. Each cell has a price of its own, and its fault hits only that amount, so
 * that cells run side by side.
 */
final class GatewayDrill implements Drill {

    /** Most of a cell is waiting: for time-outs, for the shop's next look, for a webhook that comes again. */
    private static final int AT_ONCE = 160;

    /** This drill's shop lets the gateway only authorise cards. */
    private static final String CAPTURED_BY_US = "card-redirect";

    private static final long FIRST_PRICE = 20_000;
    private static final long LONGEST_DOUBT = 120;

    @Override
    public Map<String, String> settings() {
        return Map.of("gateway.timeout-ms", "900", "payments.card-capture", "at-once");
    }

    @Override
    public void run(DrillShop shop, Plan plan, Findings findings) throws Exception {
        List<GatewayCell> cells = cells(plan);
        List<DrillShop.Product> products = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            products.add(new DrillShop.Product("CELL-" + i, FIRST_PRICE + i, 10));
        }
        List<String> slugs = shop.stock(products);
        findings.did(
                "%d cells: %d faults, %d channels, %d draws each",
                cells.size(), FaultMatrix.all().size(), Crowd.CHANNELS.size(), plan.seeds());
        List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
        Semaphore places = new Semaphore(AT_ONCE);
        double[] seconds = new double[cells.size()];
        try (Crowd crowd = new Crowd(shop, Duration.ofSeconds(30))) {
            Office office = Office.of(shop, crowd);
            Crowd.all(cells.size(), i -> {
                places.acquireUninterruptibly();
                GatewayCell cell = cells.get(i);
                long begin = System.nanoTime();
                try {
                    var stage = new GatewayCell.Stage(shop, crowd, office, slugs.get(i), new Random(cell.seed()));
                    cell.wrong(stage).ifPresent(wrong::add);
                } finally {
                    seconds[i] = (System.nanoTime() - begin) / 1e9;
                    places.release();
                }
                return true;
            });
            findings.number("cells", cells.size());
            Arrays.sort(seconds);
            findings.number("cell_seconds_median", seconds[seconds.length / 2]);
            findings.number("cell_seconds_longest", seconds[seconds.length - 1]);
            cells.stream()
                    .collect(Collectors.groupingBy(
                            cell -> cell.fault().operation(), TreeMap::new, Collectors.counting()))
                    .forEach((operation, count) ->
                            findings.number("cells_" + operation.name().toLowerCase(Locale.ROOT), count));
            struck(shop, cells, findings);
            findings.shown(crowd.impressions());
        }
        judge(shop, findings, wrong);
    }

    /** A fault that never happened proves nothing. */
    private static void struck(DrillShop shop, List<GatewayCell> cells, Findings findings) {
        findings.number("faults_that_struck", FaultMatrix.struck(shop.sandbox()));
        Set<Long> missed = FaultMatrix.missed(shop.sandbox());
        findings.number("cells_missed", missed.size());
        Set<String> all = new TreeSet<>();
        Set<String> hit = new TreeSet<>();
        for (GatewayCell cell : cells) {
            all.add(cell.name());
            if (!missed.contains(cell.price())) {
                hit.add(cell.name());
            }
        }
        all.removeAll(hit);
        findings.must("every fault struck on every channel", all.isEmpty(), all.toString());
    }

    private static void judge(DrillShop shop, Findings findings, List<String> wrong) throws Exception {
        long begin = System.nanoTime();
        FaultMatrix.clear(shop.sandbox());
        findings.audited(shop.audit());
        findings.number("seconds_until_settled", (System.nanoTime() - begin) / 1e9);
        findings.must(
                "every cell ended as it should",
                wrong.isEmpty(),
                wrong.size() + ": " + String.join("; ", wrong.stream().limit(20).toList()));
        findings.must(
                "no answer is awaited any more",
                shop.number("SELECT count(*) FROM orders.payment_attempt a JOIN orders.orders o ON o.id = a.order_id"
                                + " WHERE a.state = 'UNKNOWN' AND o.state <> 'PENDING_PAYMENT'")
                        == 0,
                "UNKNOWN attempts of finished orders");
        long longest = shop.number("""
                SELECT coalesce(ceil(max(extract(epoch FROM until - at))), 0)::bigint
                FROM (SELECT to_state, at, lead(at, 1, now()) OVER (PARTITION BY attempt_id ORDER BY id) AS until
                      FROM orders.payment_move) moves
                WHERE to_state = 'UNKNOWN'""");
        findings.number("longest_unknown_seconds", longest);
        findings.must("every doubt is over within 120 s", longest <= LONGEST_DOUBT, longest + " s");
    }

    private static List<GatewayCell> cells(Plan plan) {
        Random random = new Random(plan.seed());
        List<GatewayCell> cells = new ArrayList<>();
        for (int draw = 0; draw < plan.seeds(); draw++) {
            for (FaultMatrix.Fault fault : FaultMatrix.all()) {
                for (String channel : Crowd.CHANNELS) {
                    boolean called =
                            fault.operation() != FaultMatrix.Operation.CAPTURE || channel.equals(CAPTURED_BY_US);
                    if (called) {
                        cells.add(new GatewayCell(fault, channel, random.nextLong(), FIRST_PRICE + cells.size()));
                    }
                }
            }
        }
        return cells;
    }
}
