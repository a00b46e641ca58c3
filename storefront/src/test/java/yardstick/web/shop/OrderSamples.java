package yardstick.web.shop;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.membership.Member;
import yardstick.membership.Members.NextTier;
import yardstick.membership.Points;
import yardstick.membership.Tier;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSales;
import yardstick.orders.Cart;
import yardstick.orders.CustomerId;
import yardstick.orders.Invoices;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.Orders;
import yardstick.orders.TradeIns;
import yardstick.web.View;

/** Orders, accounts and returns to show pages with. */
final class OrderSamples {

    private OrderSamples() {}

    static Order order(Language language, Order.State state, Order.@Nullable PaymentState payment) {
        List<Order.Payment> payments = payment == null
                ? List.of()
                : List.of(new Order.Payment(
                        "a1", "card-redirect", payment, Samples.cny(7802), "expired_card", BuyingSamples.NOON));
        Cart cart = BuyingSamples.cart(language, null);
        return new Order(
                new OrderId(1),
                "Y-10023",
                "token1",
                "shop",
                null,
                state,
                BuyingSamples.NOON,
                cart.lines().stream()
                        .map(line -> new Order.Line(
                                line.sku().id(),
                                line.sku().code(),
                                line.sku().slug(),
                                line.sku().title(),
                                line.quantity(),
                                line.unitPrice(),
                                line.lineTotal()))
                        .toList(),
                cart.adjustments(),
                cart.goods(),
                cart.shipping(),
                cart.tax(),
                cart.total(),
                Samples.cny(0),
                Map.of("name", "Ann Example", "line1", "1 Long Road", "city", "Suzhou", "country", "CN"),
                payments,
                List.of(new Order.TimelineEntry(BuyingSamples.NOON, "shopper", "orders.event.placed", Map.of())));
    }

    static AccountView account(View page) {
        Tier silver = new Tier("silver", 2, Samples.cny(50_000), 300);
        Tier gold = new Tier("gold", 3, Samples.cny(200_000), 500);
        Member member = new Member(
                new CustomerId(7),
                "ann@example.org",
                "Ann",
                page.language(),
                BuyingSamples.NOON,
                silver,
                Samples.cny(128_000));
        List<Orders.Summary> orders = List.of(new Orders.Summary(
                new OrderId(1),
                "Y-10023",
                "token1",
                Order.State.PAID,
                BuyingSamples.NOON,
                new CustomerId(7),
                "Ann",
                4,
                Samples.cny(7802),
                Samples.cny(0)));
        Frame frame = new Frame(Samples.categories(page.language()), 0, true, false, "", "/account");
        return new AccountView(
                frame,
                member,
                new NextTier(gold, Samples.cny(72_000)),
                52,
                orders,
                false,
                new AccountView.Purse(
                        BuyingSamples.points(0),
                        List.of(
                                new Points.Entry(Points.Kind.EARN, 78, new OrderId(1), BuyingSamples.NOON),
                                new Points.Entry(Points.Kind.USE, -500, new OrderId(1), BuyingSamples.NOON))));
    }

    static AfterSaleView afterSale(Frame frame, Language language, boolean explained) {
        Money amount = Money.of(1_990, "CNY");
        AfterSale known = new AfterSale(
                1,
                "A5001",
                new OrderId(1),
                "100001",
                AfterSale.Kind.RETURN,
                AfterSale.State.REQUESTED,
                List.of(new AfterSale.Line(1, "Green tea 100 g", 1, "damaged", null, 0, 0)),
                null,
                null,
                Money.zero("CNY"),
                Money.zero("CNY"),
                Money.zero("CNY"),
                List.of(),
                "",
                "shopper",
                java.time.Instant.parse("2026-03-01T10:00:00Z"));
        AfterSaleForm form = new AfterSaleForm(
                "return",
                List.of(new AfterSales.Wanted(1, 1, "damaged")),
                "other",
                explained ? 7L : null,
                1,
                "",
                "12345678");
        AfterSale.Wish wish =
                new AfterSale.Wish(new SkuId(7), "Black tea 100 g", 1, Samples.cny(2_490), Samples.cny(0));
        AfterSaleView.Asked asked = explained
                ? new AfterSaleView.Asked(
                        form,
                        new AfterSale.Preview(
                                List.of(new AfterSale.Item(
                                        "orders.refund.goods",
                                        Map.of("title", "Green tea 100 g", "units", "1"),
                                        amount)),
                                Samples.cny(0),
                                amount,
                                Samples.cny(0),
                                wish),
                        null)
                : null;
        return new AfterSaleView(
                frame,
                order(language, Order.State.DELIVERED, Order.PaymentState.CAPTURED),
                "open",
                List.of(new AfterSaleView.Choosing(
                        "return",
                        List.of(new AfterSaleView.Line(1, "Green tea 100 g", 2)),
                        List.of(new AfterSales.Reason("damaged", true, false, true, 30, 0)))),
                List.of(known),
                List.of(new Invoices.Document("INV-2026-000001", false, known.openedAt(), amount)),
                Map.of("damaged", "Arrived damaged", "changed_mind", "Changed my mind"),
                asked);
    }

    static AfterSaleView exchange(Frame frame, Language language) {
        AfterSaleView view = afterSale(frame, language, false);
        AfterSaleForm form = new AfterSaleForm(
                "return", List.of(new AfterSales.Wanted(1, 1, "damaged")), "other", null, 1, "", "12345678");
        ExchangeChoice choice = new ExchangeChoice(
                "Green tea",
                List.of(
                        new ExchangeChoice.Pick(7, "Green tea 250 g", Samples.cny(4_490), 3),
                        new ExchangeChoice.Pick(8, "Green tea 500 g", Samples.cny(7_990), 0)),
                "mug",
                List.of());
        return new AfterSaleView(
                frame,
                view.order(),
                view.mode(),
                view.forms(),
                view.cases(),
                view.papers(),
                view.reasons(),
                new AfterSaleView.Asked(form, null, choice));
    }

    static TradeInPage.TradeInView tradeIn(Frame frame, boolean made) {
        List<TradeIns.Rate> rates = List.of(
                new TradeIns.Rate("phone", "A", Samples.cny(120_000)),
                new TradeIns.Rate("phone", "B", Samples.cny(80_000)));
        TradeIns.TradeIn offered = new TradeIns.TradeIn(
                3,
                "TI-7F3K-9QWD-22XM",
                "phone",
                "A",
                "scratch on the back",
                "owner@example.org",
                Samples.cny(120_000),
                Samples.cny(0),
                null,
                TradeIns.State.QUOTED,
                null,
                null,
                BuyingSamples.NOON);
        return new TradeInPage.TradeInView(frame, List.of("phone"), rates, made ? offered : null);
    }
}
