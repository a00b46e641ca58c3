package yardstick.acceptance.seeded;

import java.util.ArrayList;
import java.util.List;

/** Bugs that real shops have had, and the test that must see each. */
final class SeededBugs {

    private SeededBugs() {}

    private static final String ORDERS = "yardstick.orders.";
    private static final String RACES = ORDERS + "RaceTest#";
    private static final String WEBHOOKS = ORDERS + "PaymentWebhookTest#";
    private static final String QUERIES = ORDERS + "PaymentQueryTest#";
    private static final String REFUNDS = ORDERS + "PaymentRefundTest#";
    private static final String PRICES = ORDERS + "cart.PricingTest#";
    private static final String POINTS = "yardstick.membership.points.PointsTest#";
    private static final String CHECKOUT = ORDERS + "CheckoutTest#";

    static List<SeededBug> all() {
        List<SeededBug> bugs = new ArrayList<>(money());
        bugs.addAll(stock());
        bugs.addAll(prices());
        return bugs;
    }

    private static List<SeededBug> prices() {
        return List.of(
                SeededBug.in("orders", "Calculation.java")
                        .named("tax on top is not in the total")
                        .change(".plus(shipping).plus(added);", ".plus(shipping);")
                        .caughtBy(PRICES + "partsAddUpToTheTotal"),
                SeededBug.in("orders", "Adjusters.java")
                        .named("a discount may be larger than its line")
                        .change("return off.max(rest.negated());", "return off;")
                        .caughtBy(PRICES + "partsAddUpToTheTotal"),
                SeededBug.in("orders", "RefundMath.java")
                        .named("what does not divide is never refunded")
                        .change(
                                "return units * (amount / quantity) + Math.min(units, amount % quantity);",
                                "return units * (amount / quantity);")
                        .caughtBy(ORDERS + "returns.RefundMathTest#anyOrderOfReturnsGivesBackExactlyWhatWasPaid"));
    }

    private static List<SeededBug> money() {
        return List.of(
                SeededBug.in("orders", ".java")
                        .named("a webhook's amount is not compared")
                        .change(
                                "return notice.amount().equals(attempt.amount())",
                                "return attempt.amount().isPositive()")
                        .caughtBy(WEBHOOKS + "aWrongDueAmountIsNotBelieved"),
                SeededBug.in("orders", "Settlement.java")
                        .named("a captured amount is not compared")
                        .change(
                                "if (!capture.amount().equals(attempt.amount())) {",
                                "if (capture.amount().isNegative()) {")
                        .caughtBy(WEBHOOKS + "aWrongCapturedAmountIsNotBelieved"),
                SeededBug.in("orders", "AttemptTransitions.java")
                        .named("a late decline overwrites a payment")
                        .change("CAPTURED, EnumSet.of(REFUNDED),", "CAPTURED, EnumSet.of(REFUNDED, DECLINED),")
                        .caughtBy(WEBHOOKS + "aLateDeclineDoesNotUndoAPayment"),
                SeededBug.in("orders", "BodySignature.java")
                        .named("a webhook without signature is let in")
                        .change(
                                "if (header == null || !header.startsWith(\"t=\")) { return false;",
                                "if (header == null || !header.startsWith(\"t=\")) { return true;")
                        .caughtBy(WEBHOOKS + "onlyOurSignatureOpensTheDoor"),
                SeededBug.in("orders", "BodySignature.java")
                        .named("there is no replay window")
                        .change("TOLERANCE_SECONDS = 300;", "TOLERANCE_SECONDS = Long.MAX_VALUE;")
                        .caughtBy(WEBHOOKS + "onlyOurSignatureOpensTheDoor"),
                SeededBug.in("orders", "OrderBook.java")
                        .named("a cancelled order gives back again and again")
                        .change(
                                "if (!OrderTransitions.allowed(order.state(), State.CANCELLED)) {",
                                "if (order.total().isNegative()) {")
                        .caughtBy(QUERIES + "expiryDoesNotTakeAPaidOrder"),
                SeededBug.in("orders", "DefaultPayments.java")
                        .named("a lost beginning is not begun again")
                        .change("&& (attempt.begun() || repeatable(attempt))", "&& attempt.begun()")
                        .caughtBy(QUERIES + "theSameChannelIsBegunAgainWhenItsFirstCallWasLost"),
                SeededBug.in("orders", "RefundStore.java")
                        .named("a refund may pass what was captured")
                        .change(
                                "WHERE id = :attempt AND refund_minor + :amount <= captured_minor",
                                "WHERE id = :attempt")
                        .caughtBy(ORDERS + "payment.RefundSplitTest#aSecondRefundDoesNotPassTheCapture"),
                SeededBug.in("orders", "Settlement.java")
                        .named("a time-out counts as a decline")
                        .change(
                                "waiting(handle, attempt, PaymentState.UNKNOWN);",
                                "declined(handle, order, new Decline(attempt, \"timeout\"));")
                        .caughtBy(QUERIES + "noSecondAttemptWhileTheFirstIsInDoubt"),
                SeededBug.in("orders", "Settlement.java")
                        .named("money for a cancelled order is kept")
                        .change("if (!pays) {", "if (!pays && attempt.amount().isNegative()) {")
                        .caughtBy(REFUNDS + "moneyForACancelledOrderGoesBackByItself"),
                SeededBug.in("orders", ".java")
                        .named("a webhook's order is not compared")
                        .change(
                                "if (!notice.orderNumber().equals(attempt.orderNumber())) {",
                                "if (notice.orderNumber().isEmpty()) {")
                        .caughtBy(WEBHOOKS + "aForeignOrderIsNotBelieved"));
    }

    private static List<SeededBug> stock() {
        return List.of(
                SeededBug.in("orders", "LedgerSql.java")
                        .named("stock is read, then written")
                        .change("ORDER BY l.sku, l.warehouse FOR NO KEY UPDATE OF l), whole AS", "), whole AS")
                        .change("AND l.on_hand - l.reserved - l.safety >= s.units", "")
                        .caughtBy(RACES + "whoWaitedForTheLastUnitIsRefused")
                        .alsoBy("oversell --times 300"),
                SeededBug.in("kernel", "OutboxDelivery.java")
                        .named("the outbox is read by id > last seen")
                        .change("""
                                handle.createQuery(\"""
                                        DELETE FROM kernel.outbox WHERE id IN (
                                            SELECT id FROM kernel.outbox WHERE topic = :topic
                                            ORDER BY id LIMIT :batch FOR UPDATE SKIP LOCKED)
                                        RETURNING id, key, payload\""")
                                .bind("topic", consumer.topic())
                                .bind("batch", BATCH)
                                .map((row, context) -> new Message(row.getLong(1), row.getString(2), row.getString(3)))
                                .list();""", """
                                handle.createQuery("SELECT id, key, payload FROM kernel.outbox WHERE topic = :topic"
                                        + " AND id > :last ORDER BY id LIMIT :batch")
                                .bind("last", Long.getLong("outbox.last", 0L))
                                .bind("topic", consumer.topic())
                                .bind("batch", BATCH)
                                .map((row, context) -> new Message(row.getLong(1), row.getString(2), row.getString(3)))
                                .list();
                                messages.forEach(each -> System.setProperty("outbox.last", Long.toString(each.id())));""")
                        .caughtBy("yardstick.testkit.OutboxTest#concurrentWritersLoseNothing"),
                SeededBug.in("membership", "CouponUses.java")
                        .named("a coupon's limit is not part of the update")
                        .change("AND (use_limit IS NULL OR used < use_limit)", "")
                        .caughtBy("yardstick.membership.coupon.CouponUsesTest#fiveHundredBuyersAndSevenUses")
                        .alsoBy("race"),
                SeededBug.in("membership", "PointsUse.java")
                        .named("points that have run out can be used")
                        .change("PointsStore.available(handle, wish.customer(), now) >= wish.points() &&", "")
                        .caughtBy(POINTS + "theOldestAreUsedFirstAndRunOutFirst"),
                SeededBug.in("membership", "PointsBook.java")
                        .named("points of a refunded order stay")
                        .change("if (points > 0) {", "if (points < 0) {")
                        .caughtBy(POINTS + "pointsThatWereUsedAreOwedAndTheNextOnesPay"),
                SeededBug.in("orders", "OrderBook.java")
                        .named("a cancelled order keeps its stock")
                        .change("stock.move(handle, order.id(), Move.RELEASE);", "")
                        .caughtBy(QUERIES + "expiryGivesEverythingBackOnceAndTheCartToo"),
                SeededBug.in("orders", "Placing.java")
                        .named("placing again is a second order")
                        .change("if (existing != null) {", "if (existing != null && existing < 0) {")
                        .caughtBy(CHECKOUT + "theSameKeyAgainIsTheSameOrder"),
                SeededBug.in("orders", "Placing.java")
                        .named("the price of the cart's page is charged, not today's")
                        .change("promise.terms().equals(QuoteStore.terms(cart))", "!promise.terms().isEmpty()")
                        .caughtBy(CHECKOUT + "aChangedPriceAsksAgain"),
                SeededBug.in("kernel", "Money.java")
                        .named("shares are rounded by themselves")
                        .change("for (int i = 0; i < left; i++) {", "for (int i = 0; i < 0; i++) {")
                        .caughtBy("yardstick.kernel.MoneyTest#leftOversGoToTheLargestRemainderThenToTheFirst"),
                SeededBug.in("orders", "DefaultCarts.java")
                        .named("a quantity may be negative")
                        .change("if (quantity < 1 || quantity > MOST_UNITS) {", "if (quantity > MOST_UNITS) {")
                        .caughtBy(ORDERS + "CartsTest#quantitiesStayWithinOneAndTheMost"));
    }
}
