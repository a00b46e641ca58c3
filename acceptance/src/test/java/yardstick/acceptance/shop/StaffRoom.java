package yardstick.acceptance.shop;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import yardstick.sandbox.Impressions;
import yardstick.sandbox.Shopper;

/** The people who run a shop, each with a browser of their own, and what the warehouse does to send an order. */
public final class StaffRoom {

    private static final String PASSWORD = "a-passphrase-of-the-shop-1";

    private final RunningShop shop;
    private final Api api;
    private final Shopper owner;

    public StaffRoom(RunningShop shop) {
        this.shop = shop;
        this.api = new Api(shop);
        this.owner = browser();
        enter(
                owner,
                api.admin("/api/admin/one-time-link", JsonObject.EMPTY_JSON_OBJECT)
                        .body()
                        .getString("url"));
    }

    private Shopper browser() {
        return new Shopper(shop.url(), Shopper.client(), new Impressions(), Duration.ZERO);
    }

    private static void enter(Shopper browser, String link) {
        browser.open(link);
        browser.submit(
                "/admin/enter", Map.of("token", browser.field("token"), "password", PASSWORD, "repeated", PASSWORD));
    }

    public Shopper owner() {
        owner.open("/en/admin");
        return owner;
    }

    /** Invites somebody and follows the link. */
    public Shopper hire(String username, String role) {
        owner.open("/en/admin/staff");
        Shopper.Page invited =
                owner.submit("/admin/staff/invite", Map.of("username", username, "name", username, "role", role));
        Matcher link = Pattern.compile("/admin/enter\\?token=[\\w-]+").matcher(invited.body());
        if (!link.find()) {
            throw new IllegalStateException("no link for " + username + ": " + invited.status());
        }
        Shopper hired = browser();
        enter(hired, link.group());
        return hired;
    }

    /** One parcel with everything that is open, under a number the carrier gave; the order is on its way. */
    public void ship(String orderToken, String trackingNumber) throws Exception {
        String number = api.get("/api/v1/orders/" + orderToken).body().getString("number");
        owner.open("/en/admin/fulfilment");
        owner.submit("/admin/fulfilment/orders", Map.of("order", number, "action", "plan", "carrier", "sandbox"));
        String parcel = "/admin/parcels/"
                + shop.number("SELECT s.id FROM orders.shipment s JOIN orders.orders o ON o.id = s.order_id"
                        + " WHERE o.number = '" + number + "'");
        owner.open("/en" + parcel);
        owner.submit(parcel + "/number", Map.of("number", trackingNumber, "carrier", "sf"));
        Shopper.Page sent = owner.submit(parcel + "/hand-over", Map.of());
        String state = api.get("/api/v1/orders/" + orderToken).body().getString("state");
        if (!state.equals("shipped")) {
            throw new IllegalStateException(number + " is " + state + ": " + sent.body());
        }
    }

    /** On the shelf of the first warehouse, whatever was there before. */
    public void stock(String code, int onHand) {
        Api.Answer answer = api.admin(
                "/api/admin/stock",
                Json.createObjectBuilder()
                        .add("reason", "count")
                        .add("on_hand", Json.createObjectBuilder().add(code, onHand))
                        .build());
        if (answer.status() != 200) {
            throw new IllegalStateException("the stock was not counted: " + answer);
        }
    }
}
