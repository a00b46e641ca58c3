package yardstick.cli.drill;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import yardstick.cli.launch.UsageFailure;
import yardstick.sandbox.Shopper;
import yardstick.sandbox.Shopper.Ordered;

/** The same request many times at the same instant: placing, paying, a coupon near its limit, a refund. */
final class RaceDrill implements Drill {

    private static final int COUPON_LIMIT = 5;
    private static final String CHANNEL = Crowd.CHANNELS.getFirst();

    @Override
    public void run(DrillShop shop, Plan plan, Findings findings) throws Exception {
        String slug = shop.stock(List.of(new DrillShop.Product("RACE-1", 10_000, 1_000_000)))
                .getFirst();
        try (Crowd crowd = new Crowd(shop, Duration.ofSeconds(30))) {
            Office office = Office.of(shop, crowd);
            place(new Field(shop, crowd, plan.times(), findings), slug);
            pay(new Field(shop, crowd, plan.times(), findings), slug);
            coupon(new Field(shop, crowd, plan.times(), findings), slug, office);
            refund(new Field(shop, crowd, plan.times(), findings), slug, office);
            findings.shown(crowd.impressions());
        }
        findings.audited(shop.audit());
    }

    /** @param times how often the same request is sent */
    private record Field(DrillShop shop, Crowd crowd, int times, Findings findings) {

        /** All at the same instant, once all of them stand at the line. */
        <T> List<T> atOnce(IntFunction<T> request) throws Exception {
            CountDownLatch line = new CountDownLatch(times);
            return Crowd.all(times, i -> {
                line.countDown();
                try {
                    line.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new UsageFailure("interrupted.");
                }
                return request.apply(i);
            });
        }

        Shopper atCheckout(String slug) {
            Shopper shopper = crowd.newShopper();
            if (!shopper.addToCart(slug, 1) || !shopper.openCheckout()) {
                throw new UsageFailure("a shopper of the drill could not get to the checkout.");
            }
            return shopper;
        }

        Ordered.Placed placed(Shopper shopper) {
            if (shopper.order(CHANNEL) instanceof Ordered.Placed placed) {
                return placed;
            }
            throw new UsageFailure("a shopper of the drill could not order.");
        }
    }

    private static void place(Field field, String slug) throws Exception {
        Shopper shopper = field.atCheckout(slug);
        Map<String, String> form = shopper.checkoutForm(CHANNEL);
        long before = field.shop().number("SELECT count(*) FROM orders.orders");
        List<Ordered> answers = field.atOnce(i -> shopper.order(form));
        long orders = field.shop().number("SELECT count(*) FROM orders.orders") - before;
        long pages = answers.stream()
                .filter(Ordered.Placed.class::isInstance)
                .map(each -> ((Ordered.Placed) each).payAt())
                .distinct()
                .count();
        field.findings()
                .did("one checkout sent %d times at once: %d order, %d payment page", field.times(), orders, pages);
        field.findings()
                .must("one checkout, one order, one payment page", orders == 1 && pages == 1, orders + ", " + pages);
    }

    private static void pay(Field field, String slug) throws Exception {
        Shopper shopper = field.atCheckout(slug);
        Ordered.Placed placed = field.placed(shopper);
        field.atOnce(i -> shopper.pay(placed, Crowd.PAY, true));
        String token = Shopper.tokenIn(shopper.pay(placed, Crowd.PAY, true).address());
        long captures = field.shop()
                .number("SELECT count(*) FROM orders.payment_attempt a JOIN orders.orders o ON o.id = a.order_id"
                        + " WHERE o.token = '" + token + "' AND o.state = 'PAID' AND a.state = 'CAPTURED'");
        long paid = field.shop()
                .number("SELECT count(*) FROM orders.order_event e JOIN orders.orders o ON o.id = e.order_id"
                        + " WHERE o.token = '" + token + "' AND e.text_key = 'orders.event.paid'");
        field.findings().did("\"Pay\" pressed %d times at once: paid %d time", field.times(), paid);
        field.findings().must("one payment, one capture", captures == 1 && paid == 1, captures + ", " + paid);
    }

    private static void coupon(Field field, String slug, Office office) throws Exception {
        office.coupon("RACE50", 50, COUPON_LIMIT);
        List<Shopper> shoppers = Crowd.all(field.times(), i -> {
            Shopper shopper = field.crowd().newShopper();
            shopper.addToCart(slug, 1);
            shopper.enterCoupon("RACE50");
            shopper.openCheckout();
            return shopper;
        });
        List<Ordered> answers = field.atOnce(i -> shoppers.get(i).order(CHANNEL));
        long placed = answers.stream().filter(Ordered.Placed.class::isInstance).count();
        long used = field.shop().number("SELECT used FROM membership.coupon WHERE code = 'RACE50'");
        long cheap = field.shop().number("SELECT count(*) FROM orders.orders WHERE discount_minor > 0");
        field.findings().did("%d carts with a coupon of %d uses: %d orders got it", field.times(), COUPON_LIMIT, cheap);
        field.findings()
                .must(
                        "a coupon is used as often as it may be",
                        used == COUPON_LIMIT && cheap == COUPON_LIMIT && placed == COUPON_LIMIT,
                        used + " uses, " + cheap + " orders, " + placed + " placed");
    }

    private static void refund(Field field, String slug, Office office) throws Exception {
        Shopper shopper = field.atCheckout(slug);
        String token = Shopper.tokenIn(
                shopper.pay(field.placed(shopper), Crowd.PAY, true).address());
        String where = " WHERE o.token = '" + token + "'";
        DrillShop.await(
                "the payment",
                () -> field.shop()
                        .text("SELECT o.state FROM orders.orders o" + where)
                        .equals("PAID"));
        String number = field.shop().text("SELECT o.number FROM orders.orders o" + where);
        office.ask(number);
        field.atOnce(i -> office.confirm(number));
        DrillShop.await(
                "the refund",
                () -> field.shop()
                        .text("SELECT o.state FROM orders.orders o" + where)
                        .equals("REFUNDED"));
        long refunds = field.shop()
                .number("SELECT count(*) FROM orders.refund r JOIN orders.orders o ON o.id = r.order_id" + where);
        field.findings().did("a refund asked for %d times at once: %d refund", field.times(), refunds);
        field.findings().must("one refund", refunds == 1, refunds + " refunds");
    }
}
