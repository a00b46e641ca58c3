package yardstick.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A form is accepted from this shop for this browser, and from nowhere else. */
class FormTokenTest {

    private final FormToken formToken = new FormToken();
    private final Visit visit = new Browser().visit("POST", "/en/cart/add", "");
    private InputStream entity = InputStream.nullInputStream();

    @Test
    void acceptsTheTokenOfThisBrowserAndLeavesTheBodyReadable() throws IOException {
        String body = "sku=7&_csrf=" + visit.csrf() + "&quantity=1";
        assertTrue(formToken.accepts(request(body, Map.of("Sec-Fetch-Site", "same-origin")), visit));
        assertEquals(body, new String(entity.readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void refusesWithoutTokenAndWithAnotherBrowsersToken() {
        String foreign = Browser.SEAL.hash("csrf", "BBBBBBBBBBBBBBBBBBBBBB");
        assertFalse(formToken.accepts(request("sku=7", Map.of()), visit));
        assertFalse(formToken.accepts(request("sku=7&_csrf=", Map.of()), visit));
        assertFalse(formToken.accepts(request("_csrf=" + foreign, Map.of()), visit));
        assertFalse(formToken.accepts(request("x_csrf=" + visit.csrf(), Map.of()), visit));
    }

    @Test
    void refusesOtherSitesEvenWithTheToken() {
        String body = "_csrf=" + visit.csrf();
        assertFalse(formToken.accepts(request(body, Map.of("Sec-Fetch-Site", "cross-site")), visit));
        assertFalse(formToken.accepts(request(body, Map.of("Sec-Fetch-Site", "same-site")), visit));
        assertFalse(
                formToken.accepts(request(body, Map.of("Origin", "https://evil.test", "Host", "shop.test")), visit));
        assertFalse(formToken.accepts(request(body, Map.of("Origin", "null", "Host", "shop.test")), visit));
        assertTrue(formToken.accepts(request(body, Map.of("Origin", "https://shop.test")), visit));
        assertTrue(formToken.accepts(request(body, Map.of("Origin", "http://a:1", "Host", "a:1")), visit));
    }

    @Test
    void refusesFormsThatAreTooLarge() {
        String body = "_csrf=" + visit.csrf() + "&x=" + "y".repeat(300_000);
        assertFalse(formToken.accepts(request(body, Map.of()), visit));
    }

    @Test
    void uploadsCarryTheTokenInHeaderOrQuery() {
        assertTrue(formToken.accepts(request("", Map.of("X-Csrf-Token", visit.csrf())), visit));
        assertNull(FormToken.field(""));
    }

    private ContainerRequestContext request(String body, Map<String, String> headers) {
        entity = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        UriInfo uri = proxy(UriInfo.class, (name, arguments) -> new MultivaluedHashMap<String, String>());
        return proxy(ContainerRequestContext.class, (name, arguments) -> switch (name) {
            case "getHeaderString" -> headers.get(arguments[0]);
            case "getUriInfo" -> uri;
            case "getMediaType" -> MediaType.APPLICATION_FORM_URLENCODED_TYPE;
            case "getEntityStream" -> entity;
            case "setEntityStream" -> {
                entity = (InputStream) arguments[0];
                yield null;
            }
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private interface Answer {
        @Nullable Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        answer.to(method.getName(), arguments == null ? new Object[0] : arguments)));
    }
}
