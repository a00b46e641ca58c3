package yardstick.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A guest with a browser of his own and no JavaScript: pages, forms with their tokens, cookies, redirects. He speaks to
 * the shop and to the gateway's payment page over HTTP and knows nothing but what they show.
 *
 * <p>A patient one asks again, like somebody who reloads a page, when the shop is out of reach or says that it is for a
 * moment.
 */
public final class Shopper {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    private static final int MOST_REDIRECTS = 6;

    /** Everybody has an address of his own: many orders to one are suspicious. */
    private static final AtomicLong PEOPLE = new AtomicLong();

    private final String shop;
    private final HttpClient http;
    private final Impressions impressions;
    private final Duration patience;
    private final String person =
            Long.toString(PEOPLE.incrementAndGet(), 36) + "-" + Long.toString(System.nanoTime(), 36);
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private Page page = new Page(0, "", "");

    /**
     * @param shop base URL without a trailing slash
     * @param impressions where every answer is noted; may be shared
     * @param patience how long he tries again
     */
    public Shopper(String shop, HttpClient http, Impressions impressions, Duration patience) {
        this.shop = shop;
        this.http = http;
        this.impressions = impressions;
        this.patience = patience;
    }

    /** What the browser brought along from earlier visits. */
    public Shopper with(String cookie, String value) {
        cookies.put(cookie, value);
        return this;
    }

    /** A client that many shoppers can share; each has his own cookies. */
    public static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** What the browser shows: after redirects, where it is now. */
    public record Page(int status, String address, String body) {

        boolean at(String path) {
            return address.contains(path);
        }
    }

    /** What came of pressing the button that orders. */
    public sealed interface Ordered {

        /** @param token names the order; {@code payAt} is the gateway's page, or the order's own when nothing is to pay */
        record Placed(String token, String payAt) implements Ordered {}

        /** The shop said no in its own words. */
        record Refused(int status, String words) implements Ordered {}
    }

    public Page open(String path) {
        page = follow(send("GET", path.startsWith("http") ? path : shop + path, null));
        return page;
    }

    /** Opens the product's page and puts units of it into the cart; false when the page or the shop does not let him. */
    public boolean addToCart(String slug, int quantity) {
        open("/en/p/" + slug);
        String sku = field("sku");
        if (sku.isEmpty()) {
            return false;
        }
        submit("/en/cart/add", Map.of("sku", sku, "quantity", Integer.toString(quantity), "back", "/en/p/" + slug));
        return page.at("/en/cart");
    }

    /** Becomes a member, with an address and a password of his own. */
    public void signUp() {
        open("/en/sign-up");
        submit(
                "/en/sign-up",
                Map.of(
                        "name", "Drill Member",
                        "email", "member-" + person + "@example.org",
                        "password", "a-password-of-" + person));
    }

    public Page usePoints(long points) {
        open("/en/cart");
        return submit("/en/cart/points", Map.of("points", Long.toString(points)));
    }

    public Page enterCoupon(String code) {
        open("/en/cart");
        return submit("/en/cart/coupon", Map.of("code", code));
    }

    /** Opens the checkout; false when the shop does not let this cart in. */
    public boolean openCheckout() {
        return open("/en/checkout").status() == 200 && page.at("/en/checkout");
    }

    /** Fills in the address and orders. The checkout is open. */
    public Ordered order(String channel) {
        return order(checkoutForm(channel));
    }

    /** The form as it would be sent: for those who send it more than once. */
    public Map<String, String> checkoutForm(String channel) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("_csrf", field("_csrf"));
        form.put("key", field("key"));
        form.put("channel", channel);
        form.put("name", "Drill Buyer");
        form.put("email", "buyer-" + person + "@example.org");
        form.put("line1", person + " Harbour Road");
        form.put("city", "Shanghai");
        form.put("postcode", "200000");
        form.put("country", "CN");
        return form;
    }

    /** Whether the page asks to confirm the order once more, for example at a new price. */
    public boolean isAskedAgain() {
        return page.status() == 409 && !field("key").isEmpty();
    }

    /** Sends a checkout form, once or again. */
    public Ordered order(Map<String, String> form) {
        HttpResponse<String> answer = send("POST", shop + "/en/checkout", form);
        String to = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 303 || to.contains("/en/cart")) {
            page = follow(answer);
            String words = Html.problem(page.body());
            return new Ordered.Refused(
                    answer.statusCode(), words.isEmpty() ? answer.statusCode() + " " + page.address() : words);
        }
        return new Ordered.Placed(to.contains("/order/") ? tokenIn(to) : "", to);
    }

    /** Presses a button of the gateway's page and follows it back into the shop unless {@code comesBack} is false. */
    public Page pay(Ordered.Placed order, Map<String, String> buttons, boolean comesBack) {
        HttpResponse<String> answer = send("POST", order.payAt(), buttons);
        if (!comesBack) {
            page = new Page(
                    answer.statusCode(), answer.headers().firstValue("Location").orElse(""), answer.body());
            return page;
        }
        page = follow(answer);
        return page;
    }

    /** The token of the order whose page or return address this is. */
    public static String tokenIn(String address) {
        Matcher matcher = Pattern.compile("/order/([A-Za-z0-9_-]{22,})").matcher(address);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Pays an order by another channel from its page. */
    public Ordered payBy(String token, String channel) {
        open("/en/order/" + token);
        HttpResponse<String> answer =
                send("POST", shop + "/en/order/" + token + "/pay", with(Map.of("channel", channel)));
        String to = answer.headers().firstValue("Location").orElse("");
        return answer.statusCode() == 303 && !to.contains("/order/")
                ? new Ordered.Placed(token, to)
                : new Ordered.Refused(answer.statusCode(), to);
    }

    /** Sends a form of the page that is open. */
    public Page submit(String path, Map<String, String> fields) {
        page = follow(send("POST", shop + path, with(fields)));
        return page;
    }

    private Map<String, String> with(Map<String, String> fields) {
        Map<String, String> form = new LinkedHashMap<>(fields);
        form.put("_csrf", field("_csrf"));
        return form;
    }

    /** The value of the first input of this name on the page. */
    public String field(String name) {
        return Html.input(page.body(), name);
    }

    /** The choice the page makes for those who make none. */
    public String chosen(String name) {
        return Html.chosen(page.body(), name);
    }

    private Page follow(HttpResponse<String> first) {
        HttpResponse<String> answer = first;
        for (int i = 0; i < MOST_REDIRECTS && answer.statusCode() / 100 == 3; i++) {
            String to = answer.headers().firstValue("Location").orElse("");
            answer = send("GET", answer.uri().resolve(to).toString(), null);
        }
        return new Page(answer.statusCode(), answer.uri().toString(), answer.body());
    }

    private HttpResponse<String> send(String method, String address, @Nullable Map<String, String> form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(LONGEST_ANSWER)
                .header("Accept", "text/html,*/*;q=0.8")
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Drill");
        if (form == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .method(method, BodyPublishers.ofString(encoded(form)));
        }
        boolean ours = address.startsWith(shop);
        if (ours && !cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return patiently(request.build());
    }

    private HttpResponse<String> patiently(HttpRequest request) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                long begin = System.nanoTime();
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                keepCookies(answer);
                impressions.saw(request.uri(), answer, System.nanoTime() - begin);
                if (answer.statusCode() != 503 || System.nanoTime() > end) {
                    return answer;
                }
            } catch (IOException e) {
                impressions.unreachable();
                if (System.nanoTime() > end) {
                    throw new GaveUpException(request.uri() + " cannot be reached", e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GaveUpException("interrupted", e);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GaveUpException("interrupted", e);
        }
    }

    /** The shop could not be reached for longer than the shopper's patience. */
    public static final class GaveUpException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        GaveUpException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private void keepCookies(HttpResponse<String> answer) {
        answer.headers().allValues("Set-Cookie").forEach(line -> {
            String pair = line.split(";", 2)[0];
            int equals = pair.indexOf('=');
            String value = pair.substring(equals + 1);
            if (value.isEmpty()) {
                cookies.remove(pair.substring(0, equals));
            } else {
                cookies.put(pair.substring(0, equals), value);
            }
        });
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
