package yardstick.cli.drill;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import yardstick.cli.launch.UsageFailure;
import yardstick.sandbox.Shopper;
import yardstick.sandbox.Shopper.Ordered;

/** The same request many times at the same instant: placing, paying, a coupon, a gift card, points, a refund. */
final class RaceDrill implements Drill {

    private static final int COUPON_LIMIT = 5;
    private static final int GIFTED_ORDERS = 3;

    /** Goods for 100.00 and nothing for shipping. */
    private static final long GIFTED_ORDER = 10_000;

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
            giftCard(new Field(shop, crowd, plan.times(), findings), slug, office);
            points(new Field(shop, crowd, plan.times(), findings), slug, office);
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

    /** One card that is worth three orders, in many carts; then one order with a card, sent many times. */
    private static void giftCard(Field field, String slug, Office office) throws Exception {
        String code = office.giftCard("300.00");
        List<Shopper> shoppers = Crowd.all(field.times(), i -> field.atCheckout(slug));
        List<Ordered> answers = field.atOnce(i -> shoppers.get(i).order(gifted(shoppers.get(i), code, GIFTED_ORDER)));
        long placed = answers.stream().filter(Ordered.Placed.class::isInstance).count();
        long paid = field.shop().number("SELECT count(*) FROM orders.payment_attempt WHERE channel = 'gift-card'");
        long left = field.shop().number("SELECT min(balance_minor) FROM orders.gift_card");
        field.findings().did("%d carts with a gift card for %d orders: %d got it", field.times(), GIFTED_ORDERS, paid);
        field.findings()
                .must(
                        "a gift card pays what is on it",
                        paid == GIFTED_ORDERS && placed == GIFTED_ORDERS && left == 0,
                        paid + " paid, " + placed + " placed, " + left + " left");
        String another = office.giftCard("500.00");
        Shopper shopper = field.atCheckout(slug);
        Map<String, String> form = gifted(shopper, another, GIFTED_ORDER);
        field.atOnce(i -> shopper.order(form));
        long spent = field.shop().number("SELECT 50000 - max(balance_minor) FROM orders.gift_card");
        field.findings().did("one order with a gift card sent %d times: %d.00 taken", field.times(), spent / 100);
        field.findings().must("one order, one part of a gift card", spent == GIFTED_ORDER, spent + " taken");
    }

    private static Map<String, String> gifted(Shopper shopper, String code, long minor) {
        Map<String, String> form = shopper.checkoutForm(CHANNEL);
        form.put("gift", code);
        form.put("gift_minor", Long.toString(minor));
        return form;
    }

    /** A member's order with points, sent many times; then cancelled many times. */
    private static void points(Field field, String slug, Office office) throws Exception {
        Shopper member = field.crowd().newShopper();
        member.signUp();
        member.addToCart(slug, 1);
        member.openCheckout();
        awaitState(field, tokenOf(member.pay(field.placed(member), Crowd.PAY, true)), "PAID");
        String sum = "SELECT coalesce(sum(balance), 0) FROM membership.points_account";
        long earned = field.shop().number(sum);
        member.addToCart(slug, 1);
        member.usePoints(earned);
        member.openCheckout();
        Map<String, String> form = member.checkoutForm(CHANNEL);
        List<Ordered> answers = field.atOnce(i -> member.order(form));
        long left = field.shop().number(sum);
        long used = field.shop().number("SELECT coalesce(sum(points), 0) FROM membership.points_hold");
        field.findings()
                .did(
                        "an order with %d points sent %d times at once: %d used, %d left",
                        earned, field.times(), used, left);
        field.findings()
                .must(
                        "points are used once",
                        earned > 0 && used == earned && left == 0,
                        used + " used, " + left + " left");
        Ordered.Placed placed = answers.stream()
                .filter(Ordered.Placed.class::isInstance)
                .map(Ordered.Placed.class::cast)
                .findFirst()
                .orElseThrow(() -> new UsageFailure("the order with points was not placed."));
        String token = tokenOf(member.pay(placed, Crowd.PAY, true));
        awaitState(field, token, "PAID");
        String number = field.shop().text("SELECT number FROM orders.orders WHERE token = '" + token + "'");
        office.ask(number);
        field.atOnce(i -> office.confirm(number));
        awaitState(field, token, "REFUNDED");
        long back = field.shop().number(sum);
        field.findings().did("its refund asked for %d times at once: %d points came back", field.times(), back);
        field.findings().must("points come back once", back == earned, back + " of " + earned);
    }

    private static String tokenOf(Shopper.Page page) {
        return Shopper.tokenIn(page.address());
    }

    private static void awaitState(Field field, String token, String state) {
        DrillShop.await(
                "an order that is " + state,
                () -> field.shop()
                        .text("SELECT state FROM orders.orders WHERE token = '" + token + "'")
                        .equals(state));
    }

    private static void refund(Field field, String slug, Office office) throws Exception {
        Shopper shopper = field.atCheckout(slug);
        String token = tokenOf(shopper.pay(field.placed(shopper), Crowd.PAY, true));
        String where = " WHERE o.token = '" + token + "'";
        awaitState(field, token, "PAID");
        String number = field.shop().text("SELECT o.number FROM orders.orders o" + where);
        office.ask(number);
        field.atOnce(i -> office.confirm(number));
        awaitState(field, token, "REFUNDED");
        long refunds = field.shop()
                .number("SELECT count(*) FROM orders.refund r JOIN orders.orders o ON o.id = r.order_id" + where);
        field.findings().did("a refund asked for %d times at once: %d refund", field.times(), refunds);
        field.findings().must("one refund", refunds == 1, refunds + " refunds");
    }
}
