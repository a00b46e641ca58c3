package yardstick.orders.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import yardstick.catalog.Catalog;
import yardstick.catalog.SkuId;
import yardstick.catalog.product.DefaultCatalog;
import yardstick.catalog.spi.Availability;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.Language;
import yardstick.kernel.Mailer;
import yardstick.kernel.Messages;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.RecurringTask;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.VisitorId;
import yardstick.kernel.runtime.IcuMessages;
import yardstick.kernel.runtime.MailQueue;
import yardstick.orders.AfterSales;
import yardstick.orders.Cart;
import yardstick.orders.CartCare;
import yardstick.orders.CartId;
import yardstick.orders.Carts;
import yardstick.orders.Checkout;
import yardstick.orders.Checkout.Placed;
import yardstick.orders.GiftCards;
import yardstick.orders.Invoices;
import yardstick.orders.Labels;
import yardstick.orders.Order;
import yardstick.orders.OrderBoard;
import yardstick.orders.Orders;
import yardstick.orders.ParcelStatus;
import yardstick.orders.PaymentDesk;
import yardstick.orders.Payments;
import yardstick.orders.Payments.WebhookAnswer;
import yardstick.orders.Pickups;
import yardstick.orders.Risk;
import yardstick.orders.ShipBoard;
import yardstick.orders.Shipment;
import yardstick.orders.Shipments;
import yardstick.orders.ShopRules;
import yardstick.orders.Shopper;
import yardstick.orders.Stock;
import yardstick.orders.Tariffs;
import yardstick.orders.TradeIns;
import yardstick.orders.Warehousing;
import yardstick.orders.audit.Audit;
import yardstick.orders.cart.Adjusters;
import yardstick.orders.cart.DefaultCarts;
import yardstick.orders.checkout.DefaultCheckout;
import yardstick.orders.inventory.DefaultStock;
import yardstick.orders.inventory.StockLedger;
import yardstick.orders.payment.Channels;
import yardstick.orders.payment.DefaultPayments;
import yardstick.orders.quote.DefaultTariffs;
import yardstick.orders.reconcile.Reconciliation;
import yardstick.orders.returns.CreditSource;
import yardstick.orders.returns.Credits;
import yardstick.orders.shipping.Carriers;
import yardstick.orders.shipping.DefaultDeliveries;
import yardstick.orders.spi.Carrier;
import yardstick.orders.spi.PriceAdjuster;
import yardstick.testkit.Announcements;
import yardstick.testkit.TestDatabase;

/** The orders module as it runs, with the real catalogue: every bean real, only the gateway is the test's. */
public final class Shop implements AutoCloseable {

    public static final Shopper GUEST = new Shopper(Language.EN, null, new VisitorId("visitor-1"));
    public static final String CARD = "card-redirect";
    public static final String BACK = "http://shop.test/en/order/{token}/return";

    public final TestDatabase database;
    public final TestGateway gateway = new TestGateway();
    public final Shelf shelf;
    public final Announcements announcements = new Announcements();
    public final HalfOff halfOff;
    public final Carts carts;
    public final CartCare care;
    public final Tariffs tariffs;
    public final Checkout checkout;
    public final Payments payments;
    public final Orders orders;
    public final GiftCards giftCards;
    public final PaymentDesk desk;
    public final Stock stock;
    public final Shipments shipments;
    public final AfterSales afterSales;
    public final OrderBoard board;
    public final Invoices invoices;
    public final TradeIns tradeIns;
    public final Risk risk;
    public final Warehousing warehousing;
    public final StockLedger ledger;
    public final ShipBoard ships;
    public final DefaultDeliveries deliveries;
    public final Pickups pickups;
    public final ShopRules rules;
    public final Labels labels;
    private final Beans beans = new Beans();

    public Shop() {
        this(TestDatabase.with("orders"), Map.of());
    }

    public Shop(TestDatabase database, Map<Setting, String> more) {
        this(database, more, true);
    }

    private Shop(TestDatabase database, Map<Setting, String> more, boolean first) {
        this.database = database;
        shelf = new Shelf(database);
        halfOff = new HalfOff(database, first);
        Map<Setting, String> settings = new LinkedHashMap<>(Map.of(
                Setting.GATEWAY_URL,
                gateway.url(),
                Setting.GATEWAY_SECRET,
                TestGateway.SECRET,
                Setting.GATEWAY_TIMEOUT_MS,
                "700"));
        settings.putAll(more);
        List<PriceAdjuster> adjusters = new ArrayList<>(List.of(halfOff));
        List<CreditSource> credits = new ArrayList<>();
        beans.with(Database.class, database)
                .with(Channels.class, new Channels(Settings.of(settings), Clock.systemUTC(), database))
                .with(Clock.class, Clock.systemUTC())
                .with(Messages.class, IcuMessages.load())
                .with(Announcer.class, announcements)
                .with(Announcements.class, announcements)
                .with(Mailer.class, new MailQueue(database))
                .with(Settings.class, Settings.of(settings))
                .with(Adjusters.class, new Adjusters(adjusters))
                .with(Credits.class, new Credits(credits));
        beans.with(Catalog.class, beans.get(DefaultCatalog.class));
        DefaultStock levels = beans.get(DefaultStock.class);
        beans.with(Availability.class, levels);
        stock = levels;
        warehousing = (Warehousing) bean("yardstick.orders.inventory.DefaultWarehousing");
        ledger = beans.get(StockLedger.class);
        bean("yardstick.orders.inventory.ShippedUnits");
        tariffs = beans.get(DefaultTariffs.class);
        beans.with(Tariffs.class, tariffs);
        carts = beans.get(DefaultCarts.class);
        beans.with(Carts.class, carts);
        care = (CartCare) bean("yardstick.orders.cart.DefaultCartCare");
        checkout = beans.get(DefaultCheckout.class);
        payments = beans.get(DefaultPayments.class);
        orders = (Orders) bean("yardstick.orders.board.DefaultOrders");
        beans.with(Carriers.class, new Carriers(List.of((Carrier) bean("yardstick.orders.shipping.SandboxCarrier"))));
        shipments = (Shipments) bean("yardstick.orders.shipping.DefaultShipments");
        beans.with(Shipments.class, shipments);
        afterSales = (AfterSales) bean("yardstick.orders.returns.DefaultAfterSales");
        board = (OrderBoard) bean("yardstick.orders.board.DefaultOrderBoard");
        risk = (Risk) bean("yardstick.orders.risk.DefaultRisk");
        invoices = (Invoices) bean("yardstick.orders.invoice.DefaultInvoices");
        tradeIns = (TradeIns) bean("yardstick.orders.tradein.DefaultTradeIns");
        Object tradeInCredit = bean("yardstick.orders.tradein.TradeInCredit");
        adjusters.add((PriceAdjuster) tradeInCredit);
        credits.add((CreditSource) tradeInCredit);
        Object exchangeCredit = bean("yardstick.orders.returns.ExchangeCredit");
        adjusters.add((PriceAdjuster) exchangeCredit);
        credits.add((CreditSource) exchangeCredit);
        giftCards = (GiftCards) bean("yardstick.orders.giftcard.DefaultGiftCards");
        desk = (PaymentDesk) bean("yardstick.orders.desk.DefaultPaymentDesk");
        ships = (ShipBoard) bean("yardstick.orders.shipping.DefaultShipBoard");
        deliveries = beans.get(DefaultDeliveries.class);
        bean("yardstick.orders.news.OrderMails");
        labels = (Labels) bean("yardstick.orders.label.DefaultLabels");
        rules = (ShopRules) bean("yardstick.orders.rules.DefaultShopRules");
        pickups = (Pickups) bean("yardstick.orders.pickup.DefaultPickups");
        beans.with(Orders.class, orders);
    }

    /** A bean that is package-private in its own package. */
    private Object bean(String name) {
        try {
            return beans.get(Class.forName(name));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    public SkuId sku(long id, long priceMinor, int units) {
        SkuId sku = shelf.put(id, Money.of(priceMinor, "CNY"));
        stock.count(Map.of(sku, units), "first count");
        return sku;
    }

    public CartId cartWith(SkuId sku, int units) {
        CartId cart = carts.create(GUEST);
        done(carts.add(cart, sku, units, GUEST));
        return cart;
    }

    public static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T> refused -> throw new AssertionError("refused: " + refused.refusal());
        };
    }

    public static String refusal(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(var refusal) ? refusal.code() : "done";
    }

    public static Map<String, String> address() {
        return new LinkedHashMap<>(Map.of(
                "name", "Testing Person",
                "email", "person@example.org",
                "line1", "1 Test Street",
                "city", "Hangzhou",
                "postcode", "310000",
                "country", "CN"));
    }

    public static Checkout.Command command(String key) {
        return new Checkout.Command(key, CARD, address(), BACK);
    }

    public Placed.Accepted place(CartId cart) {
        Checkout.Quote quote = checkout.begin(cart, GUEST).orElseThrow();
        Placed placed = checkout.place(cart, command(quote.key()), GUEST);
        if (placed instanceof Placed.Accepted accepted) {
            return accepted;
        }
        throw new AssertionError("not accepted: " + placed);
    }

    /** An order of one unit for 50.00 and 8.00 shipping that waits for its payment. */
    public Order waiting(SkuId sku) {
        return order(place(cartWith(sku, 1)).orderToken());
    }

    /** As {@link #waiting}, with a new gift card of that balance paying what it can. */
    public Order giftedOrder(SkuId sku, long minor) {
        return giftedOrder(
                sku,
                done(giftCards.issue(Money.of(minor, "CNY"), null, "", "admin")).code());
    }

    public Order giftedOrder(SkuId sku, String code) {
        CartId cart = cartWith(sku, 1);
        Checkout.Quote quote = checkout.begin(cart, GUEST).orElseThrow();
        Money pays = done(giftCards.preview(code, quote.total())).pays();
        Checkout.Command command =
                new Checkout.Command(quote.key(), CARD, address(), BACK, "", new Checkout.Gift(code, pays.minor()));
        Placed placed = checkout.place(cart, command, GUEST);
        if (placed instanceof Placed.Accepted accepted) {
            return order(accepted.orderToken());
        }
        throw new AssertionError("not accepted: " + placed);
    }

    public Order order(String token) {
        return orders.byToken(token).orElseThrow();
    }

    public Order again(Order order) {
        return order(order.token());
    }

    public static String attempt(Order order) {
        return order.payments().getLast().attempt();
    }

    public WebhookAnswer hear(byte[] body) {
        long now = Clock.systemUTC().instant().getEpochSecond();
        return payments.webhook(CARD, Map.of("x-gateway-signature", TestGateway.sign(now, body)), body);
    }

    /** Makes everything that waits for its time due, then runs the background tasks once. */
    public void later(String... tasks) {
        database.execute(handle -> {
            handle.execute("UPDATE orders.payment_attempt SET next_check_at = now() WHERE next_check_at IS NOT NULL");
            handle.execute("UPDATE orders.refund SET next_try_at = now() WHERE next_try_at IS NOT NULL");
        });
        for (String task : tasks.length == 0 ? new String[] {"PaymentSweep", "Refunds"} : tasks) {
            ((RecurringTask) bean("yardstick.orders.payment." + task)).run();
        }
    }

    /** Runs a background task once. */
    public void run(String task) {
        ((RecurringTask) bean("yardstick.orders." + task)).run();
    }

    /** A paid order of these units. */
    public Order paid(SkuId sku, int units) {
        Order order = order(place(cartWith(sku, units)).orderToken());
        gateway.pay(attempt(order));
        payments.returned(order.token());
        return again(order);
    }

    /** All of the order left in one parcel and arrived. */
    public Order delivered(Order order) {
        Shipment parcel = done(shipments.plan(new Shipments.Draft(order.id(), Map.of(), "sandbox"), "staff"));
        done(shipments.number(
                parcel.id(), "sf", "SF" + (1_000_000_000_000L + order.id().value())));
        done(shipments.handOver(parcel.id(), "staff"));
        done(shipments.see(parcel.id(), new Shipments.Sighting(ParcelStatus.DELIVERED, null, ""), "staff"));
        return again(order);
    }

    /** The time to pay is over for all orders. */
    public void expire() {
        database.execute(handle -> handle.execute(
                "UPDATE orders.orders SET sweep_at = now() - interval '1 second' WHERE sweep_at IS NOT NULL"));
        later("OrderExpiry");
    }

    public long number(String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    public <T> long announced(Class<T> type) {
        return announcements.of(type).size();
    }

    /** Another server on the same database, differently set up. */
    public Shop with(Map<Setting, String> more) {
        return new Shop(database, more, false);
    }

    /** Compares every row with the provider's books, however young. */
    public void reconcileAll() {
        beans.get(Reconciliation.class).everything(Duration.ZERO);
    }

    /** What a server offers that has not looked yet. */
    public List<Checkout.Channel> freshChoices() {
        return new Channels(beans.get(Settings.class), Clock.systemUTC(), database).offered(false);
    }

    private final List<String> undo = new ArrayList<>();

    /** Changes rows past every guard, until {@link #repair}. */
    public void damage(String sql) {
        database.execute(handle -> {
            for (String table : BOOKS) {
                handle.execute("CREATE TABLE saved_" + table + " AS TABLE orders." + table);
                undo.add(table);
            }
            handle.execute("SET LOCAL session_replication_role = replica");
            handle.execute(sql);
        });
    }

    public void repair() {
        database.execute(handle -> {
            handle.execute("SET LOCAL session_replication_role = replica");
            for (String table : undo) {
                handle.execute("DELETE FROM orders." + table);
                handle.execute("INSERT INTO orders." + table + " OVERRIDING SYSTEM VALUE SELECT * FROM saved_" + table);
                handle.execute("DROP TABLE saved_" + table);
            }
            undo.clear();
        });
    }

    private static final List<String> BOOKS = List.of("payment_entry", "provider_entry", "orders");

    public List<?> broken() {
        return new Audit(database).broken();
    }

    /** All invariants hold, and our books and the gateway's agree on every cent. */
    public void audit() {
        assertEquals(List.of(), new Audit(database).broken());
        assertEquals(number("""
                        SELECT coalesce(sum(a.captured_minor), 0) - coalesce((
                            SELECT sum(r.amount_minor) FROM orders.refund r
                            JOIN orders.payment_attempt p ON p.id = r.attempt_id
                            WHERE r.state = 'COMPLETED' AND p.flow <> 'OFFLINE'), 0)
                        FROM orders.payment_attempt a WHERE a.flow <> 'OFFLINE'"""), gateway.balance(), "our books and the gateway's");
    }

    public Cart cart(CartId id) {
        return carts.find(id, GUEST).orElseThrow();
    }

    @Override
    public void close() {
        gateway.close();
    }

    /** Work on the ledger in a transaction of its own. */
    public int ledger(Database.Query<Integer> work) {
        return database.write(work);
    }

    public Instant databaseTime() {
        return database.read(handle -> handle.createQuery("SELECT clock_timestamp()")
                .mapTo(Instant.class)
                .one());
    }

    /** Long enough for one instant to be after another. */
    public void sleep() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
