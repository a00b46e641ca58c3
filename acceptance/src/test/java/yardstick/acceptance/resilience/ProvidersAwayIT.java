package yardstick.acceptance.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yardstick.acceptance.shop.Api;

/** The payment gateway hangs, then the carrier: each cell of their rows. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class ProvidersAwayIT {

    private static final ToughShop SHOP = ToughShop.open();

    private static final List<String> GATEWAY = List.of("authorise", "capture", "void", "refund", "query");
    private static final List<String> CARRIER = List.of("shipment", "track", "recall");

    /** These operations of the sandbox hang, and nothing of them is done. */
    private static void hang(List<String> operations) {
        for (String operation : operations) {
            sandbox(
                    "POST",
                    Json.createObjectBuilder()
                            .add("operation", operation)
                            .add("kind", "timeout_before")
                            .add("times", Integer.MAX_VALUE)
                            .add("delay_ms", 8_000)
                            .build()
                            .toString());
        }
    }

    private static void sandbox(String method, String body) {
        int status = SHOP.send(HttpRequest.newBuilder(URI.create(SHOP.shop.sandboxUrl() + "/sandbox/faults"))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .statusCode();
        assertTrue(status / 100 == 2, () -> "the sandbox answered " + status);
    }

    @Test
    void withoutGatewayTheOrderIsPlacedAndPaidLater() throws Exception {
        Api.Bought order;
        hang(GATEWAY);
        try {
            SHOP.assertOpen();
            SHOP.assertFound();
            order = SHOP.api.buy(SHOP.sku, 1);
            assertEquals(201, order.status(), "check out");
            assertTrue(order.redirectUrl().contains("/order/" + order.orderToken()), order::redirectUrl);
            assertEquals(200, SHOP.page("/en/order/" + order.orderToken()).statusCode());
            assertEquals(
                    "1",
                    SHOP.text(
                            "SELECT sum(r.quantity) FROM orders.reservation r JOIN orders.orders o ON o.id = r.order_id"
                                    + " WHERE o.token = '" + order.orderToken() + "'"),
                    "its stock is held");
        } finally {
            sandbox("DELETE", "");
        }
        String attempt = "FROM orders.payment_attempt a JOIN orders.orders o ON o.id = a.order_id WHERE o.token = '"
                + order.orderToken() + "'";
        ToughShop.awaitTrue(
                "the payment begins by itself",
                () -> !SHOP.text("SELECT coalesce(a.redirect_url, '') " + attempt)
                        .isEmpty());
        SHOP.api.pay(new Api.Bought(201, order.orderToken(), SHOP.text("SELECT a.redirect_url " + attempt)));
        assertEquals("paid", SHOP.api.settledState(order));
    }

    @Test
    void withoutCarrierOrdersArePaidAndFollowed() throws Exception {
        hang(CARRIER);
        try {
            SHOP.assertOpen();
            SHOP.assertFound();
            Api.Bought order = SHOP.bought();
            assertEquals(200, SHOP.page("/en/order/" + order.orderToken()).statusCode());
        } finally {
            sandbox("DELETE", "");
        }
    }
}
