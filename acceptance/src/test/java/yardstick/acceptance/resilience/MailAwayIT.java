package yardstick.acceptance.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yardstick.sandbox.Shopper;

/** The mail server's port is closed: each cell of its row. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class MailAwayIT {

    private static final ToughShop SHOP = ToughShop.open();

    @Test
    void withoutMailServerOrdersArePaidAndMailsWait() throws Exception {
        SHOP.mail.close();
        try {
            Shopper shopper = SHOP.shopper();
            shopper.open("/en/p/" + SHOP.goneSlug);
            Shopper.Page asked = shopper.submit(
                    "/en/p/" + SHOP.goneSlug + "/notify",
                    Map.of("sku", shopper.field("sku"), "email", "waiting@example.org"));
            assertEquals(200, asked.status());
            SHOP.api.admin(
                    "/api/admin/stock",
                    Json.createObjectBuilder()
                            .add("reason", "delivery")
                            .add("on_hand", Json.createObjectBuilder().add("GONE-1", 5))
                            .build());
            ToughShop.awaitTrue(
                    "a try to send the mail",
                    () -> SHOP.text("SELECT count(*) FROM kernel.mail"
                                    + " WHERE key LIKE 'back-in-stock:%' AND sent_at IS NULL AND problem <> ''")
                            .equals("1"));
            SHOP.assertOpen();
            SHOP.assertFound();
            SHOP.bought();
        } finally {
            SHOP.mail.open();
        }
        SHOP.text("UPDATE kernel.mail SET next_try_at = now() WHERE sent_at IS NULL RETURNING key");
        ToughShop.awaitTrue(
                "the mail leaves",
                () -> SHOP.mail.mails().stream().anyMatch(mail -> mail.contains("waiting@example.org")));
    }
}
