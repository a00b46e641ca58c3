package yardstick.cli.drill;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import yardstick.cli.launch.UsageFailure;
import yardstick.sandbox.Shopper;

/** A member of staff with a browser, signed in by a one-time link. */
final class Office {

    private final Shopper browser;

    private Office(Shopper browser) {
        this.browser = browser;
    }

    static Office of(DrillShop shop, Crowd crowd) {
        Shopper browser = crowd.newShopper();
        browser.open(shop.admin().post("/api/admin/one-time-link", Map.of()).getString("url"));
        String password = UUID.randomUUID().toString();
        Shopper.Page page = browser.submit(
                "/admin/enter", Map.of("token", browser.field("token"), "password", password, "repeated", password));
        if (page.status() != 200 || page.address().contains("/admin/enter")) {
            throw new UsageFailure("the drill's staff could not sign in: " + page.status() + " " + page.address());
        }
        return new Office(browser);
    }

    /** Opens the question and answers it; the result is the page that follows. */
    Shopper.Page cancel(String orderNumber) {
        ask(orderNumber);
        return confirm(orderNumber);
    }

    void ask(String orderNumber) {
        browser.open("/admin/orders/" + orderNumber + "/cancel");
    }

    Shopper.Page confirm(String orderNumber) {
        return browser.submit("/admin/orders/" + orderNumber + "/cancel", Map.of());
    }

    /** Its code, as it is shown once. @param amount in major units */
    String giftCard(String amount) {
        browser.open("/admin/gift-cards");
        Shopper.Page page = browser.submit("/admin/gift-cards", Map.of("amount", amount, "note", "drill"));
        Matcher code = Pattern.compile("[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}").matcher(page.body());
        if (!code.find()) {
            throw new UsageFailure("the drill's staff got no gift card: " + page.status());
        }
        return code.group();
    }

    /** @param percent off the goods */
    void coupon(String code, int percent, int limit) {
        browser.open("/admin/coupons");
        browser.submit(
                "/admin/coupons",
                Map.of("code", code, "percent", Integer.toString(percent), "limit", Integer.toString(limit)));
    }

    /** Makes a release with the usual guardrails and starts it at half and half, as a merchant would. */
    void release(String key, String primary, int days) {
        browser.open("/admin/releases/new");
        Shopper.Page made = browser.submit(
                "/admin/releases",
                Map.ofEntries(
                        Map.entry("key", key),
                        Map.entry("name", key),
                        Map.entry("owner", "simulation"),
                        Map.entry("hypothesis", "planted"),
                        Map.entry("rollout", "50"),
                        Map.entry("primary", primary),
                        Map.entry("guardrails", "cvr, checkout_completion"),
                        Map.entry("days", Integer.toString(days)),
                        Map.entry("mode", "GROUP"),
                        Map.entry("holdout", "0"),
                        Map.entry("share", "100")));
        Shopper.Page ramped = browser.submit("/admin/releases/" + key + "/ramp?rollout=50", Map.of());
        if (made.status() != 200 || ramped.status() != 200) {
            throw new UsageFailure("the release was not made: " + made.status() + ", " + ramped.status());
        }
    }
}
