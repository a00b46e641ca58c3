package yardstick.acceptance.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yardstick.acceptance.shop.Api;
import yardstick.sandbox.Shopper;
import yardstick.sandbox.Shopper.Ordered;

/** PostgreSQL is killed and stays away, then the index is gone: each cell of their rows. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class StoresAwayIT {

    private static final ToughShop SHOP = ToughShop.open();
    private static final String CHANNEL = "card-redirect";

    @Test
    void withoutDatabaseEverybodyIsAskedToComeBack() throws Exception {
        Shopper checkingOut = SHOP.shopper();
        assertTrue(checkingOut.addToCart(SHOP.slug, 1) && checkingOut.openCheckout());
        Map<String, String> form = checkingOut.checkoutForm(CHANNEL);
        Api.Bought unpaid = SHOP.api.buy(SHOP.sku, 1);
        Shopper payer = SHOP.shopper();
        payer.open("/en/order/" + unpaid.orderToken());
        long supervisor = SHOP.shop.pid("supervisor");
        ToughShop.signal("STOP", supervisor);
        try {
            ToughShop.signal("KILL", SHOP.shop.pid("database"));
            TimeUnit.SECONDS.sleep(2);
            SHOP.pages().forEach(StoresAwayIT::assertAway);
            assertAway("check out", "/en/checkout");
            assertEquals(503, SHOP.administer().status(), "administer");
            Ordered ordered = checkingOut.order(form);
            assertEquals(503, assertInstanceOf(Ordered.Refused.class, ordered).status(), "check out");
            Shopper.Page paying = payer.submit("/en/order/" + unpaid.orderToken() + "/pay", Map.of("channel", CHANNEL));
            assertEquals(503, paying.status(), "pay");
            assertEquals(
                    503,
                    SHOP.api.post("/api/v1/carts", JsonObject.EMPTY_JSON_OBJECT).status(),
                    "cart of a program");
            assertEquals(200, SHOP.page("/health/live").statusCode());
            assertEquals(503, SHOP.page("/health/ready").statusCode());
            SHOP.api.pay(unpaid);
        } finally {
            ToughShop.signal("CONT", supervisor);
            SHOP.awaitUp();
        }
        assertEquals("paid", SHOP.api.settledState(SHOP.paid));
        ToughShop.awaitTrue(
                "what was paid at the gateway meanwhile is paid",
                () -> SHOP.api.settledState(unpaid).equals("paid"));
        assertInstanceOf(Ordered.Placed.class, checkingOut.order(form), "the same press of the button again");
        SHOP.assertOpen();
        SHOP.bought();
    }

    /** Only search may still answer, from the index. */
    private static void assertAway(String cell, String path) {
        HttpResponse<String> answer = SHOP.page(path);
        assertFalse(answer.body().contains("\tat "), cell);
        if (cell.equals("search") && answer.statusCode() == 200) {
            return;
        }
        assertEquals(503, answer.statusCode(), cell);
        assertTrue(answer.headers().firstValue("Retry-After").isPresent(), cell);
    }

    @Test
    void withoutIndexTheShopIsOpenAndSearchComesBack() throws Exception {
        long supervisor = SHOP.shop.pid("supervisor");
        ToughShop.signal("STOP", supervisor);
        try {
            ToughShop.signal("KILL", SHOP.shop.pid("server"));
            ToughShop.awaitTrue("the end of the server", () -> !reachable());
            delete(SHOP.shop.data().resolve("index"));
        } finally {
            ToughShop.signal("CONT", supervisor);
        }
        TimeUnit.SECONDS.sleep(2);
        SHOP.awaitUp();
        SHOP.assertOpen();
        SHOP.bought();
        SHOP.assertFound();
    }

    /** A stopped supervisor does not reap its child, so that the end of the process is not to be seen. */
    private static boolean reachable() {
        try {
            SHOP.page("/health/live");
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
