package yardstick.web.shop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import yardstick.kernel.Language;
import yardstick.orders.Deliveries;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.Order.State;
import yardstick.orders.ParcelStatus;
import yardstick.orders.Shipment;
import yardstick.web.Barcode;
import yardstick.web.Browser;
import yardstick.web.ErrorView;
import yardstick.web.Head;
import yardstick.web.View;
import yardstick.web.admin.ParcelSamples;

/** Every page of the shop in one language, by name. */
final class Gallery {

    private final Browser browser = new Browser();
    private final Language language;
    private final String theme;
    private final Map<String, String> pages = new LinkedHashMap<>();

    Gallery(Language language, String theme) {
        this.language = language;
        this.theme = theme;
    }

    Map<String, String> pages() {
        View home = view("", Head.indexed(browser.messages().text(language, "shop.home.title"), "d", ""));
        Frame asking = new Frame(Samples.categories(language), 0, false, true, "", "");
        add("home", "home", home, new HomeView(asking, Samples.row(home, 8), Samples.cards(language, 8)));
        View list = view("/c/aisle-0", Head.indexed("List", "d", "/c/aisle-0"));
        add("list", "list", list, Samples.list(list, 24));
        add("nothing", "list", list, Samples.list(list, 0));
        View product = view("/p/product-0", Head.indexed("Product", "d", "/p/product-0"));
        add("product", "product", product, Samples.product(product));
        add("review", "review", product, ReviewSamples.form(frame(), true));
        add("review-stranger", "review", product, ReviewSamples.form(frame(), false));
        View cart = view("/cart", Head.of("Cart"));
        add("cart", "cart", cart, BuyingSamples.cartView(cart, false));
        add("cart-undo", "cart", cart, BuyingSamples.cartView(cart, true));
        add(
                "cart-empty",
                "cart",
                cart,
                new CartView(
                        frame(),
                        null,
                        null,
                        0,
                        List.of(),
                        null,
                        List.of(),
                        Samples.row(cart, 4),
                        BuyingSamples.PROMISE,
                        null));
        View checkout = view("/checkout", Head.of("Checkout"));
        add("checkout", "checkout", checkout, BuyingSamples.checkout(checkout, false));
        add("checkout-wrong", "checkout", checkout, BuyingSamples.checkout(checkout, true));
        add(
                "step-up",
                "step-up",
                checkout,
                new StepUpPage.StepUpView(
                        frame(),
                        Map.of("key", "key-1"),
                        checkout.t("orders.risk_wrong_code", "left", 3),
                        "person@example.org",
                        true));
        View oldThing = view("/trade-in", Head.of("Trade-in"));
        add("trade-in", "trade-in", oldThing, OrderSamples.tradeIn(frame(), false));
        add("trade-in-made", "trade-in", oldThing, OrderSamples.tradeIn(frame(), true));
        order("order-paid", State.PAID, PaymentState.CAPTURED, 0);
        order("order-unknown", State.PENDING_PAYMENT, PaymentState.UNKNOWN, 4);
        order("order-declined", State.PENDING_PAYMENT, PaymentState.DECLINED, 0);
        add("track", "track", view("/track/x", Head.of("Track")), new TrackView(frame(), tracking()));
        add(
                "pickup",
                "pickup",
                view("/pickup", Head.of("Pickup")),
                new PickupView(frame(), Map.of(ParcelSamples.point(), List.of(ParcelSamples.slot())), 7));
        View collected = view("/order/token1", Head.of("Order"));
        add(
                "order-pickup",
                "order",
                collected,
                OrderViews.view(
                        collected,
                        frame(),
                        OrderSamples.order(language, State.PAID, PaymentState.CAPTURED),
                        new OrderView.Ways(
                                List.of(),
                                new OrderView.Way(
                                        "", null, List.of(), ParcelSamples.booking(), Barcode.qr("12345678")))));
        View account = view("/account", Head.of("Account"));
        add("account", "account", account, OrderSamples.account(account));
        EntryView entry =
                new EntryView(frame(), "/en/checkout", Map.of("email", "a@b"), Map.of("password", "Too short."));
        add("signup", "signup", account, entry);
        add("signin", "signin", account, new EntryView(frame(), "", Map.of(), Map.of("", "Wrong.")));
        PrivacyView privacy = new PrivacyView(frame(), List.of(new PrivacyView.Choice("analytics", true)), true);
        add("privacy", "privacy", account, privacy);
        ErrorView lost = new ErrorView(404, "Not here", "Try a search.", "request-1", true);
        View after = view("/after-sale/token1", Head.of("Return or exchange"));
        add("after-choose", "after-sale", after, OrderSamples.afterSale(frame(), language, false));
        add("after-exchange", "after-sale", after, OrderSamples.exchange(frame(), language));
        add("after-explained", "after-sale", after, OrderSamples.afterSale(frame(), language, true));
        add("lost", "error", account, new ErrorPageView(frame(), lost));
        return pages;
    }

    private Frame frame() {
        return Samples.frame(language, "/x");
    }

    private static OrderView.Way way(State state) {
        return state == State.PAID
                ? OrderView.Way.delivered(
                        "/track/x.y.z", BuyingSamples.PROMISE, tracking().parcels())
                : OrderView.Way.delivered("", null, List.of());
    }

    private static Deliveries.Tracking tracking() {
        return new Deliveries.Tracking(
                "100007",
                State.PAID,
                "杭州 CN",
                BuyingSamples.PROMISE,
                List.of(ParcelSamples.parcel(Shipment.State.HANDED_OVER, ParcelStatus.OUT_FOR_DELIVERY)),
                List.of(new Deliveries.Waiting("White metal lantern", 2)));
    }

    private void order(String name, State state, PaymentState payment, int refresh) {
        View page = view("/order/token1", Head.of("Order").refreshing(refresh));
        add(
                name,
                "order",
                page,
                OrderViews.view(
                        page,
                        frame(),
                        OrderSamples.order(language, state, payment),
                        new OrderView.Ways(
                                List.of(
                                        BuyingSamples.channel("wallet-qr", false),
                                        BuyingSamples.channel("card-redirect", true)),
                                way(state))));
    }

    private View view(String path, Head head) {
        browser.visit("GET", "/" + language.code() + path, "yk_consent=1.A; yk_theme=" + theme);
        return browser.pages().view(head);
    }

    private void add(String name, String template, View page, Object view) {
        pages.put(name, browser.html("shop/" + template + ".jte", page, view));
    }
}
