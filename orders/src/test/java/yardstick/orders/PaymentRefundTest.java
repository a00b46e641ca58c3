package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static yardstick.orders.shop.Shop.BACK;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.Order.State;
import yardstick.orders.Payments.WebhookAnswer;
import yardstick.orders.shop.SandboxGateway.Failure;

class PaymentRefundTest extends PaymentCase {
    @ParameterizedTest
    @EnumSource(Failure.class)
    void whateverHappensToTheRefundItIsMadeOnce(Failure failure) {
        Order order = shop.waiting(sku);
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
        shop.gateway.fail("refund", failure);
        done(shop.orders.cancel(order.id(), "admin"));
        assertEquals(State.PAID, state(order), "not before the gateway has confirmed");
        shop.later();
        shop.later();
        assertEquals(State.REFUNDED, state(order));
        assertEquals(0, shop.gateway.balance());
        assertEquals(1, shop.announced(OrderRefunded.class));
        assertEquals(new Stock.Level(10, 0), shop.stock.level(sku));
        assertEquals("orders.already_ended", refusal(shop.orders.cancel(order.id(), "admin")));
    }

    @Test
    void aRefusedRefundMayBeAskedForAgain() {
        Order order = shop.waiting(sku);
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
        shop.gateway.refuseRefunds(true);
        done(shop.orders.cancel(order.id(), "admin"));
        assertEquals(State.PAID, state(order));
        assertEquals(1, parked("refund_refused"));
        shop.gateway.refuseRefunds(false);
        assertEquals(
                State.REFUNDED, done(shop.orders.cancel(order.id(), "admin")).state());
        assertEquals(0, shop.gateway.balance());
    }

    @Test
    void moneyForACancelledOrderGoesBackByItself() {
        Order order = shop.waiting(sku);
        shop.expire();
        assertEquals(State.CANCELLED, state(order));
        byte[] late = shop.gateway.forceCapture(attempt(order));
        assertEquals(WebhookAnswer.ACCEPTED, shop.hear(late));
        assertEquals(State.CANCELLED, state(order));
        shop.later();
        assertEquals(PaymentState.REFUNDED, payment(order));
        assertEquals(0, shop.gateway.balance());
        assertEquals(0, shop.announced(Purchase.class));
    }

    @Test
    void twoPaidAttemptsAreOnePaymentAndOneRefund() {
        Order order = shop.waiting(sku);
        String first = attempt(order);
        done(shop.payments.retry(order.token(), WALLET, BACK));
        String second = attempt(shop.again(order));
        shop.gateway.pay(second);
        shop.payments.returned(order.token());
        assertEquals(WebhookAnswer.ACCEPTED, shop.hear(shop.gateway.forceCapture(first)));
        shop.later();
        assertPaidOnce(order);
        assertEquals(5_800, shop.gateway.balance());
        assertEquals(0, shop.announced(OrderRefunded.class), "the order's own money stays");
    }

    @Test
    void customersSpendWhatTheyPaidAndDidNotGetBack() {
        CustomerId customer = new CustomerId(
                shop.number("INSERT INTO orders.customer (source, external_id) VALUES ('shop', 'x') RETURNING id"));
        Order kept = shop.waiting(sku);
        Order returned = shop.waiting(sku);
        shop.database.execute(handle -> handle.execute("UPDATE orders.orders SET customer_id = ?", customer.value()));
        for (Order order : List.of(kept, returned)) {
            shop.gateway.pay(attempt(order));
            shop.payments.returned(order.token());
        }
        assertEquals(11_600, shop.orders.spent(customer).minor());
        done(shop.orders.cancel(returned.id(), "admin"));
        assertEquals(5_800, shop.orders.spent(customer).minor());
        assertEquals(2, shop.orders.ofCustomer(customer, 10).size());
    }
}
