package yardstick.cli.drill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import yardstick.cli.drill.Crowd.Visit;
import yardstick.sandbox.FaultMatrix;
import yardstick.sandbox.Shopper;
import yardstick.sandbox.Shopper.Ordered;

/**
 * One channel of the gateway fails in one way after the other while the others work. Everybody wants to pay by it, and
 * takes what the page proposes when it warns; whose payment hangs presses the order page's button until it leads to a
 * payment.
 */
final class ChannelDownDrill implements Drill {

    private static final String DOWN = Crowd.CHANNELS.getFirst();

    /** Answers 500; does nothing and hangs; does it and cuts the connection. */
    private static final List<String> WAYS = List.of("http_500", "timeout_before", "reset");

    private static final Duration BETWEEN_SHOPPERS = Duration.ofMillis(400);
    private static final int SECONDS_OF_PATIENCE = 120;
    private static final double PAID_AT_LEAST = .97;

    /**
     * Attempts begun while an earlier one of the same order was not declined or voided. Told by the numbers of the moves:
     * an order's moves are made one after the other under its lock, while a row's time is when its transaction began.
     */
    private static final String TOO_EARLY = """
            SELECT count(*) FROM orders.payment_move begun
            JOIN orders.payment_attempt later ON later.id = begun.attempt_id
            JOIN orders.payment_attempt sooner ON sooner.order_id = later.order_id
            JOIN orders.payment_move first
                ON first.attempt_id = sooner.id AND first.from_state IS NULL AND first.id < begun.id
            WHERE begun.from_state IS NULL AND NOT EXISTS (
                SELECT FROM orders.payment_move m
                WHERE m.attempt_id = sooner.id AND m.to_state IN ('DECLINED', 'VOIDED') AND m.id < begun.id)""";

    @Override
    public Map<String, String> settings() {
        return Map.of("gateway.timeout-ms", "900", "payments.wallet-qr", "false");
    }

    @Override
    public void run(DrillShop shop, Plan plan, Findings findings) throws Exception {
        String slug = shop.stock(List.of(new DrillShop.Product("DOWN-1", 10_000, 1_000_000)))
                .getFirst();
        int paid = 0;
        try (Crowd crowd = new Crowd(shop, Duration.ofSeconds(60))) {
            crowd.buy(slug, DOWN);
            for (String way : WAYS) {
                paid += outage(new Outage(shop, crowd, slug, way), plan.times(), findings);
            }
            findings.shown(crowd.impressions());
        }
        findings.audited(shop.audit());
        int shoppers = WAYS.size() * plan.times();
        findings.number("shoppers", shoppers);
        findings.number("paid", paid);
        findings.must("97 % paid", paid >= PAID_AT_LEAST * shoppers, paid + " of " + shoppers);
        findings.number("attempts", shop.number("SELECT count(*) FROM orders.payment_attempt"));
        long early = shop.number(TOO_EARLY);
        findings.must("another channel only after a decline or a confirmed void", early == 0, early + " too early");
    }

    /** @param way how the channel fails */
    private record Outage(DrillShop shop, Crowd crowd, String slug, String way) {}

    /** How many of the shoppers paid. */
    private static int outage(Outage outage, int shoppers, Findings findings) throws Exception {
        DrillShop shop = outage.shop();
        long before = shop.number("SELECT count(*) FROM orders.orders WHERE state = 'PAID'");
        long attempts = attemptsOn(shop);
        FaultMatrix.takeDown(shop.sandbox(), DOWN, outage.way());
        Thread end = Thread.startVirtualThread(() -> {
            DrillShop.pause(BETWEEN_SHOPPERS.multipliedBy(shoppers));
            FaultMatrix.clear(shop.sandbox());
        });
        List<Visit> visits = Crowd.all(shoppers, i -> {
            DrillShop.pause(BETWEEN_SHOPPERS.multipliedBy(i));
            return visit(outage);
        });
        end.join();
        int paid = (int) visits.stream().filter(Visit.Paid.class::isInstance).count();
        long led = attemptsOn(shop) - attempts;
        long begin = System.nanoTime();
        DrillShop.await("the end of the warning at " + DOWN, () -> !warnedNow(outage));
        findings.did(
                "%s %s for %d s: %d of %d shoppers paid, %d tried it, no warning any more %.1f s after all had left",
                DOWN,
                outage.way(),
                BETWEEN_SHOPPERS.multipliedBy(shoppers).toSeconds(),
                paid,
                shoppers,
                led,
                (System.nanoTime() - begin) / 1e9);
        findings.number("tried_" + outage.way().toLowerCase(Locale.ROOT), led);
        findings.must(
                outage.way() + ": most are led to a channel that works",
                led <= shoppers / 2 + 1,
                led + " of " + shoppers + " tried " + DOWN);
        long booked = shop.number("SELECT count(*) FROM orders.orders WHERE state = 'PAID'") - before;
        findings.must(outage.way() + ": all that was told is in the books", booked == paid, booked + " of " + paid);
        return paid;
    }

    private static long attemptsOn(DrillShop shop) throws SQLException {
        return shop.number("SELECT count(*) FROM orders.payment_attempt WHERE channel = '" + DOWN + "'");
    }

    private static boolean warnedNow(Outage outage) {
        Shopper shopper = outage.crowd().newShopper();
        shopper.addToCart(outage.slug(), 1);
        return warned(shopper.open("/en/checkout"));
    }

    /** The page says that the channel is disturbed. */
    private static boolean warned(Shopper.Page checkout) {
        String page = checkout.body();
        int choice = page.indexOf("value=\"" + DOWN + "\"");
        return choice >= 0
                && page.substring(choice, page.indexOf("</label>", choice)).contains("<b>");
    }

    private static Visit visit(Outage outage) {
        try {
            Shopper shopper = outage.crowd().newShopper();
            if (!shopper.addToCart(outage.slug(), 1)) {
                return new Visit.Refused("not let into the cart");
            }
            boolean warned = warned(shopper.open("/en/checkout"));
            return switch (shopper.order(warned ? shopper.chosen("channel") : DOWN)) {
                case Ordered.Refused(int status, String words) -> new Visit.Refused(status + " " + words);
                case Ordered.Placed placed -> paid(outage, shopper, placed);
            };
        } catch (Shopper.GaveUpException e) {
            return new Visit.Lost(String.valueOf(e.getMessage()));
        }
    }

    private static Visit paid(Outage outage, Shopper shopper, Ordered.Placed placed) {
        String token = placed.token();
        Ordered at = placed;
        for (int i = 0; i < SECONDS_OF_PATIENCE; i++) {
            if (at instanceof Ordered.Placed to && !to.payAt().contains("/order/")) {
                token = Shopper.tokenIn(shopper.pay(to, Crowd.PAY, true).address());
            }
            if (isPaid(outage.shop(), token)) {
                return new Visit.Paid(token);
            }
            DrillShop.pause(Duration.ofSeconds(1));
            if (isPaid(outage.shop(), token)) {
                return new Visit.Paid(token);
            }
            shopper.open("/en/order/" + token);
            String proposed = shopper.chosen("channel");
            at = shopper.payBy(token, proposed.isEmpty() ? DOWN : proposed);
        }
        return new Visit.Lost("not paid within " + SECONDS_OF_PATIENCE + " s");
    }

    private static boolean isPaid(DrillShop shop, String token) {
        try {
            return shop.text("SELECT state FROM orders.orders WHERE token = '" + token + "'")
                    .equals("PAID");
        } catch (SQLException e) {
            return false;
        }
    }
}
