package yardstick.cli.drill;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import yardstick.cli.launch.UsageFailure;
import yardstick.sandbox.FaultMatrix;
import yardstick.sandbox.FaultMatrix.Operation;
import yardstick.sandbox.Shopper;
import yardstick.sandbox.Shopper.Ordered;

/**
 * One fault at one channel and what a shopper does there.
 *
 * @param seed of everything that is left to chance
 * @param price in minor units, this cell's own: faults choose payments by it
 */
record GatewayCell(FaultMatrix.Fault fault, String channel, long seed, long price) {

    /** Where only asking tells, asking happens. */
    private static final FaultMatrix.Fault LOST_WEBHOOK = new FaultMatrix.Fault(Operation.WEBHOOK, "lost_webhook");

    private static final int MANY = 1_000;
    private static final String PENDING = "PENDING_PAYMENT";

    /** Where the shopper is. */
    record Stage(DrillShop shop, Crowd crowd, Office office, String slug, Random random) {}

    String name() {
        return fault.operation() + " " + fault.kind() + " " + channel;
    }

    /** What is wrong with the end of this cell, if anything. */
    Optional<String> wrong(Stage stage) {
        try {
            String end = play(stage);
            return expected().contains(end) ? Optional.empty() : Optional.of(this + " ended " + end);
        } catch (RuntimeException e) {
            return Optional.of(this + " broke: " + e.getMessage());
        }
    }

    private List<String> expected() {
        if (fault.operation() != Operation.REFUND) {
            return List.of("PAID");
        }
        return fault.kind().equals("decline") ? List.of("PAID", "REFUNDED") : List.of("REFUNDED");
    }

    private String play(Stage stage) {
        int times = 1 + stage.random().nextInt(2);
        int delay = stage.random().nextInt(200, 1_600);
        Runnable strike =
                () -> FaultMatrix.arm(stage.shop().sandbox(), new FaultMatrix.Strike(fault, price, times, delay));
        if (fault.operation() == Operation.QUERY) {
            FaultMatrix.arm(stage.shop().sandbox(), new FaultMatrix.Strike(LOST_WEBHOOK, price, MANY, delay));
        }
        boolean later = fault.operation() == Operation.VOID || fault.operation() == Operation.REFUND;
        if (!later) {
            strike.run();
        }
        Shopper shopper = stage.crowd().newShopper();
        if (!shopper.addToCart(stage.slug(), 1) || !shopper.openCheckout()) {
            throw new UsageFailure("not let into the checkout");
        }
        Ordered.Placed placed = order(stage, shopper, channel);
        if (fault.operation() == Operation.VOID) {
            strike.run();
            String other = Crowd.CHANNELS.get(1 - Crowd.CHANNELS.indexOf(channel));
            placed = again(stage, shopper, new Wanted(tokenOf(stage), other))
                    .orElseThrow(() -> new UsageFailure("the order is paid before it was"));
        }
        String token = tokenOf(stage);
        String end = payUntilPaid(stage, shopper, placed, token);
        if (fault.operation() == Operation.REFUND && end.equals("PAID")) {
            strike.run();
            end = refunded(stage, token, fault.kind().equals("decline"));
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

    /** Asks the order's page for the channel until it leads to the gateway; nowhere once the order waits no more. */
    private static Optional<Ordered.Placed> again(Stage stage, Shopper shopper, Wanted wanted) {
        for (int i = 0; i < 150; i++) {
            if (shopper.payBy(wanted.token(), wanted.channel()) instanceof Ordered.Placed placed) {
                return Optional.of(placed);
            }
            if (!state(stage, wanted.token()).startsWith(PENDING)) {
                return Optional.empty();
            }
            DrillShop.pause(Duration.ofMillis(700));
        }
        throw new UsageFailure("the order's page does not lead to the gateway");
    }

    /** An order and the channel that is to pay it. */
    private record Wanted(String token, String channel) {}

    private static String payUntilPaid(Stage stage, Shopper shopper, Ordered.Placed placed, String token) {
        Ordered.Placed at = placed;
        for (int tries = 0; tries < 5; tries++) {
            if (at.payAt().contains("/order/")) {
                Wanted wanted = new Wanted(token, Crowd.CHANNELS.get(tries % 2));
                Ordered.Placed led = again(stage, shopper, wanted).orElse(null);
                if (led == null) {
                    return state(stage, token);
                }
                at = led;
            }
            boolean comesBack = stage.random().nextBoolean();
            shopper.pay(at, Crowd.PAY, comesBack);
            String state = settled(stage, token);
            if (!state.equals(PENDING)) {
                return state;
            }
            at = new Ordered.Placed(token, stage.shop().url() + "/en/order/" + token);
        }
        return PENDING;
    }

    /** With a question mark while an attempt is open. */
    private static String state(Stage stage, String token) {
        return sql(
                stage,
                "SELECT o.state || CASE WHEN o.state = 'PENDING_PAYMENT' AND EXISTS (SELECT FROM"
                        + " orders.payment_attempt a WHERE a.order_id = o.id"
                        + " AND a.state IN ('CREATED', 'UNKNOWN', 'AUTHORISED')) THEN '?' ELSE '' END"
                        + " FROM orders.orders o WHERE o.token = '" + token + "'");
    }

    /** The state once it has changed or the attempt is over, at most 40 seconds. */
    private static String settled(Stage stage, String token) {
        for (int i = 0; i < 100; i++) {
            String state = state(stage, token);
            if (!state.endsWith("?")) {
                return state;
            }
            DrillShop.pause(Duration.ofMillis(400));
        }
        return PENDING;
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
