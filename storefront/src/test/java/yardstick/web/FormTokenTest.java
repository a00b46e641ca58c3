package yardstick.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A form is accepted from this shop for this browser, and from nowhere else. */
class FormTokenTest {

    private final Visit visit = new Browser().visit("POST", "/en/cart/add", "");

    @Test
    void acceptsTheTokenOfThisBrowser() {
        String body = "sku=7&_csrf=" + visit.csrf() + "&quantity=1";
        assertTrue(accepts(body, Map.of("Sec-Fetch-Site", "same-origin")));
    }

    @Test
    void refusesWithoutTokenAndWithAnotherBrowsersToken() {
        String foreign = Browser.SEAL.hash("csrf", "BBBBBBBBBBBBBBBBBBBBBB");
        assertFalse(accepts("sku=7", Map.of()));
        assertFalse(accepts("sku=7&_csrf=", Map.of()));
        assertFalse(accepts("_csrf=" + foreign, Map.of()));
        assertFalse(accepts("x_csrf=" + visit.csrf(), Map.of()));
    }

    @Test
    void refusesOtherSitesEvenWithTheToken() {
        String body = "_csrf=" + visit.csrf();
        assertFalse(accepts(body, Map.of("Sec-Fetch-Site", "cross-site")));
        assertFalse(accepts(body, Map.of("Sec-Fetch-Site", "same-site")));
        assertFalse(accepts(body, Map.of("Origin", "https://evil.test", "Host", "shop.test")));
        assertFalse(accepts(body, Map.of("Origin", "null", "Host", "shop.test")));
        assertTrue(accepts(body, Map.of("Origin", "https://shop.test")));
        assertTrue(accepts(body, Map.of("Origin", "http://a:1", "Host", "a:1")));
    }

    @Test
    void refusesFormsThatAreTooLarge() {
        String body = "_csrf=" + visit.csrf() + "&x=" + "y".repeat(300_000);
        assertFalse(accepts(body, Map.of()));
    }

    @Test
    void uploadsCarryTheTokenInHeaderOrQuery() {
        assertTrue(accepts("", Map.of("X-Csrf-Token", visit.csrf())));
        assertTrue(FormToken.accepts(new FormToken.Sent(name -> null, visit.csrf(), () -> ""), visit));
        assertFalse(FormToken.accepts(new FormToken.Sent(name -> null, "guessed", () -> ""), visit));
        assertNull(FormToken.field(""));
    }

    private boolean accepts(String body, Map<String, String> headers) {
        String form = FormToken.form(body.getBytes(StandardCharsets.UTF_8));
        return FormToken.accepts(new FormToken.Sent(headers::get, null, () -> form), visit);
    }
}
