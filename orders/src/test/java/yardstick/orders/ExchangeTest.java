package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.util.List;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.orders.AfterSales.Actor;
import yardstick.orders.AfterSales.Finding;
import yardstick.orders.Order.State;
import yardstick.orders.shop.Shop;

/** Exchanging what came for something else: reserved, paid on top or given back. */
class ExchangeTest extends AfterSaleCase {

    @Test
    void exchangeForSomethingCheaperGivesTheDifferenceBack() {
        SkuId sku = shop.sku(1, 5_000, 10);
        SkuId cheap = shop.sku(2, 3_000, 10);
        Order order = delivered(sku, 2, false);
        AfterSale exchange = exchanged(order, cheap, 1);
        assertEquals(3_000, exchange.credit().minor());
        assertEquals(2_000, exchange.refund().minor());
        assertEquals(State.PAID, replacement(exchange).state());
        assertEquals(9, shop.stock.level(cheap).onHand());
        Order replaced = replacement(exchange);
        done(shop.afterSales.cancel(request(replaced, 1, "changed_mind", Actor.SHOPPER)));
        shop.later();
        assertEquals(5_000, shop.again(order).refunded().minor(), "the credit followed to the first payment");
        assertEquals(State.REFUNDED, shop.again(replaced).state(), "nothing of it is left");
        assertEquals(10, shop.stock.level(cheap).onHand());
    }

    @Test
    void exchangeForSomethingDearerIsPaidOnTopOrRunsOut() {
        SkuId sku = shop.sku(1, 5_000, 10);
        SkuId dear = shop.sku(2, 7_000, 10);
        Order order = delivered(sku, 2, false);
        AfterSale exchange = exchanged(order, dear, 1);
        assertEquals(5_000, exchange.credit().minor());
        assertEquals(0, exchange.refund().minor());
        assertEquals(2_000, replacement(exchange).total().minor());
        shop.expire();
        shop.later();
        assertEquals(State.CANCELLED, replacement(exchange).state());
        assertEquals(5_000, shop.again(order).refunded().minor(), "unpaid: the money goes back instead");
        assertEquals(1, shop.number("SELECT count(*) FROM orders.refund"));
    }

    @Test
    void soldOutReplacementIsRefusedAndCanBecomeMoney() {
        SkuId sku = shop.sku(1, 5_000, 10);
        SkuId gone = shop.sku(2, 5_000, 1);
        Order order = delivered(sku, 1, false);
        assertEquals("orders.exchange_out_of_stock", refusal(shop.afterSales.ask(exchange(order, gone, 2))));
        assertEquals(1, shop.stock.level(gone).available(), "nothing was reserved");
        AfterSale asked = done(shop.afterSales.ask(exchange(order, gone, 1)));
        assertEquals(0, shop.stock.level(gone).available(), "reserved with the request");
        done(shop.afterSales.approve(asked.id(), STAFF));
        done(shop.afterSales.receive(asked.id(), STAFF));
        done(shop.afterSales.inspect(asked.id(), List.of(new Finding(1, 0, 1)), STAFF));
        shop.expire();
        assertEquals(1, shop.stock.level(gone).available(), "not for ever");
        assertEquals(
                1,
                shop.board.exceptions(10).stream()
                        .filter(each -> each.textKey().equals("orders.lane.exchange_short"))
                        .count());
        assertEquals("orders.exchange_lapsed", refusal(shop.afterSales.settle(asked.id(), STAFF)));
        done(shop.afterSales.forMoney(asked.id(), STAFF));
        assertEquals(
                order.total(), done(shop.afterSales.settle(asked.id(), STAFF)).refund());
    }

    @Test
    void theReplacementIsReservedAndNotPaidBeforeTheGoodsAreBack() {
        SkuId sku = shop.sku(1, 5_000, 10);
        SkuId dear = shop.sku(2, 7_000, 1);
        Order order = delivered(sku, 2, false);
        AfterSale.Preview preview = done(shop.afterSales.preview(AfterSale.Kind.RETURN, exchange(order, dear, 1)));
        assertEquals(5_000, preview.credit().minor());
        assertEquals(2_000, preview.toPay().minor());
        AfterSale asked = done(shop.afterSales.ask(exchange(order, dear, 1)));
        Order held = replacement(asked);
        assertEquals(State.PENDING_PAYMENT, held.state());
        assertEquals(0, shop.stock.level(dear).available());
        assertEquals(
                asked.number(),
                shop.afterSales.waitsFor(held.id()).orElseThrow().number());
        assertEquals("orders.exchange_first_back", refusal(shop.payments.retry(held.token(), Shop.CARD, Shop.BACK)));
        done(shop.afterSales.withdraw(asked.id(), Actor.SHOPPER));
        assertEquals(State.CANCELLED, shop.again(held).state());
        assertEquals(1, shop.stock.level(dear).available());
        Order other = replacement(exchanged(order, dear, 1));
        assertTrue(shop.afterSales.waitsFor(other.id()).isEmpty());
        done(shop.payments.retry(other.token(), Shop.CARD, Shop.BACK));
        shop.gateway.pay(attempt(shop.again(other)));
        shop.payments.returned(other.token());
        assertEquals(State.PAID, shop.again(other).state());
        assertEquals(0, shop.again(order).refunded().minor());
    }

    @Test
    void theReplacementHasItsOwnTax() {
        done(shop.tariffs.keep(new Tariffs.Tax("CN", Tariffs.STANDARD, 1_300, false, "VAT", "增值税")));
        SkuId sku = shop.sku(2, 1_000, 10);
        AfterSale same = exchanged(delivered(sku, 1, false), sku, 1);
        assertEquals(130, replacement(same).total().minor(), "what went back pays the price");
    }
}
