package yardstick.cli.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import yardstick.cli.launch.UsageFailure;
import yardstick.sandbox.FaultMatrix;
import yardstick.sandbox.Shopper;
import yardstick.sandbox.Shopper.Ordered;

/**
 * Every fault of the gateway at every operation it fits, on every channel, with many draws of everything else: whether
 * the shopper comes back, clicks twice, waits. Each cell has a price of its own, and its fault hits only that amount, so
 * that cells run side by side.
 */
final class GatewayDrill implements Drill {

    private static final int AT_ONCE = 32;

    /** This drill's shop lets the gateway only authorise cards. */
    private static final String CAPTURED_BY_US = "card-redirect";

    private static final long FIRST_PRICE = 20_000;

    @Override
    public Map<String, String> settings() {
        return Map.of("gateway.timeout-ms", "900", "payments.card-capture", "at-once");
    }

    private record Cell(FaultMatrix.Fault fault, String channel, long seed) {}

    /** Where one cell's shopper is. */
    private record Stage(DrillShop shop, Crowd crowd, Office office, String slug, Random random) {}

    @Override
    public void run(DrillShop shop, Plan plan, Findings findings) throws Exception {
        List<Cell> cells = cells(plan);
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
                Cell cell = cells.get(i);
                long begin = System.nanoTime();
                try {
                    Stage stage = new Stage(shop, crowd, office, slugs.get(i), new Random(cell.seed()));
                    ends(stage, cell, i).ifPresent(wrong::add);
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
            findings.number("faults_that_struck", FaultMatrix.struck(shop.sandbox()));
            findings.shown(crowd.impressions());
        }
        judge(shop, findings, wrong);
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
    }

    /** What is wrong with the end of this cell, if anything. */
    private static Optional<String> ends(Stage stage, Cell cell, int number) {
        try {
            String end = play(stage, cell, number);
            return expected(cell).contains(end) ? Optional.empty() : Optional.of(cell + " ended " + end);
        } catch (RuntimeException e) {
            return Optional.of(cell + " broke: " + e.getMessage());
        }
    }

    private static List<Cell> cells(Plan plan) {
        Random random = new Random(plan.seed());
        List<Cell> cells = new ArrayList<>();
        for (int draw = 0; draw < plan.seeds(); draw++) {
            for (FaultMatrix.Fault fault : FaultMatrix.all()) {
                for (String channel : Crowd.CHANNELS) {
                    boolean called =
                            fault.operation() != FaultMatrix.Operation.CAPTURE || channel.equals(CAPTURED_BY_US);
                    if (called) {
                        cells.add(new Cell(fault, channel, random.nextLong()));
                    }
                }
            }
        }
        return cells;
    }

    private static List<String> expected(Cell cell) {
        if (cell.fault().operation() != FaultMatrix.Operation.REFUND) {
            return List.of("PAID");
        }
        return cell.fault().kind().equals("decline") ? List.of("PAID", "REFUNDED") : List.of("REFUNDED");
    }

    private static String play(Stage stage, Cell cell, int number) {
        Runnable strike = () -> FaultMatrix.arm(
                stage.shop().sandbox(),
                new FaultMatrix.Strike(
                        cell.fault(),
                        FIRST_PRICE + number,
                        1 + stage.random().nextInt(2),
                        stage.random().nextInt(200, 1_600)));
        boolean later = cell.fault().operation() == FaultMatrix.Operation.VOID
                || cell.fault().operation() == FaultMatrix.Operation.REFUND;
        if (!later) {
            strike.run();
        }
        Shopper shopper = stage.crowd().newShopper();
        if (!shopper.addToCart(stage.slug(), 1) || !shopper.openCheckout()) {
            throw new UsageFailure("not let into the checkout");
        }
        Ordered.Placed placed = order(stage, shopper, cell.channel());
        if (cell.fault().operation() == FaultMatrix.Operation.VOID) {
            strike.run();
            String other = Crowd.CHANNELS.get(1 - Crowd.CHANNELS.indexOf(cell.channel()));
            placed = again(shopper, tokenOf(stage), other);
        }
        String token = tokenOf(stage);
        String end = payUntilPaid(stage, shopper, placed, token);
        if (cell.fault().operation() == FaultMatrix.Operation.REFUND && end.equals("PAID")) {
            strike.run();
            end = refunded(stage, token, cell.fault().kind().equals("decline"));
        }
        return end;
    }

    private static String tokenOf(Stage stage) {
        return sql(
                stage,
                "SELECT o.token FROM orders.orders o JOIN orders.order_line l ON l.order_id = o.id WHERE l.slug = '"
                        + stage.slug() + "'");
    }

    private static String sql(Stage stage, String sql) {
        try {
            return stage.shop().text(sql);
        } catch (java.sql.SQLException e) {
            throw new UsageFailure("the drill's database does not answer: " + e.getMessage());
        }
    }

    private static Ordered.Placed order(Stage stage, Shopper shopper, String channel) {
        Map<String, String> form = shopper.checkoutForm(channel);
        Ordered first = shopper.order(form);
        Ordered last = stage.random().nextInt(3) == 0 ? shopper.order(form) : first;
        if (last instanceof Ordered.Placed placed) {
            return placed;
        }
        throw new UsageFailure("not placed: " + last);
    }

    /** Asks the order's page for the channel until it leads to the gateway. */
    private static Ordered.Placed again(Shopper shopper, String token, String channel) {
        for (int i = 0; i < 150; i++) {
            if (shopper.payBy(token, channel) instanceof Ordered.Placed placed) {
                return placed;
            }
            DrillShop.pause(Duration.ofMillis(700));
        }
        throw new UsageFailure("the order's page does not lead to the gateway");
    }

    private static String payUntilPaid(Stage stage, Shopper shopper, Ordered.Placed placed, String token) {
        Ordered.Placed at = placed;
        for (int tries = 0; tries < 5; tries++) {
            if (at.payAt().contains("/order/")) {
                at = again(shopper, token, Crowd.CHANNELS.get(tries % 2));
            }
            boolean comesBack = stage.random().nextBoolean();
            shopper.pay(at, Crowd.PAY, comesBack);
            String state = settled(stage, token);
            if (!state.equals("PENDING_PAYMENT")) {
                return state;
            }
            at = new Ordered.Placed(token, stage.shop().url() + "/en/order/" + token);
        }
        return "PENDING_PAYMENT";
    }

    /** The state once it has changed or the attempt is over, at most 40 seconds. */
    private static String settled(Stage stage, String token) {
        for (int i = 0; i < 100; i++) {
            String state = sql(
                    stage,
                    "SELECT o.state || CASE WHEN o.state = 'PENDING_PAYMENT' AND EXISTS (SELECT FROM"
                            + " orders.payment_attempt a WHERE a.order_id = o.id"
                            + " AND a.state IN ('CREATED', 'UNKNOWN', 'AUTHORISED')) THEN '?' ELSE '' END"
                            + " FROM orders.orders o WHERE o.token = '" + token + "'");
            if (!state.endsWith("?")) {
                return state;
            }
            DrillShop.pause(Duration.ofMillis(400));
        }
        return "PENDING_PAYMENT";
    }

    private static String refunded(Stage stage, String token, boolean mayStay) {
        String where = " FROM orders.orders o WHERE o.token = '" + token + "'";
        synchronized (stage.office()) {
            stage.office().cancel(sql(stage, "SELECT o.number" + where));
        }
        for (int i = 0; i < 100; i++) {
            String state = sql(stage, "SELECT o.state" + where);
            if (state.equals("REFUNDED") || mayStay && i > 10) {
                return state;
            }
            DrillShop.pause(Duration.ofMillis(400));
        }
        return sql(stage, "SELECT o.state" + where);
    }
}
