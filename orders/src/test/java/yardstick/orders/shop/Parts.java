package yardstick.orders.shop;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import yardstick.catalog.Catalog;
import yardstick.catalog.product.DefaultCatalog;
import yardstick.catalog.spi.Availability;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.Mailer;
import yardstick.kernel.Messages;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.runtime.IcuMessages;
import yardstick.kernel.runtime.MailQueue;
import yardstick.orders.AfterSales;
import yardstick.orders.CartCare;
import yardstick.orders.Carts;
import yardstick.orders.Checkout;
import yardstick.orders.GiftCards;
import yardstick.orders.Invoices;
import yardstick.orders.Labels;
import yardstick.orders.OrderBoard;
import yardstick.orders.Orders;
import yardstick.orders.PaymentDesk;
import yardstick.orders.Payments;
import yardstick.orders.Pickups;
import yardstick.orders.Risk;
import yardstick.orders.ShipBoard;
import yardstick.orders.Shipments;
import yardstick.orders.ShopRules;
import yardstick.orders.Stock;
import yardstick.orders.Tariffs;
import yardstick.orders.TradeIns;
import yardstick.orders.Warehousing;
import yardstick.orders.cart.Adjusters;
import yardstick.orders.cart.DefaultCarts;
import yardstick.orders.checkout.DefaultCheckout;
import yardstick.orders.inventory.DefaultStock;
import yardstick.orders.inventory.StockLedger;
import yardstick.orders.payment.Channels;
import yardstick.orders.payment.DefaultPayments;
import yardstick.orders.quote.DefaultTariffs;
import yardstick.orders.returns.CreditSource;
import yardstick.orders.returns.Credits;
import yardstick.orders.shipping.Carriers;
import yardstick.orders.shipping.DefaultDeliveries;
import yardstick.orders.spi.Carrier;
import yardstick.orders.spi.PriceAdjuster;
import yardstick.testkit.Announcements;
import yardstick.testkit.TestDatabase;

/** Every bean of the orders module on a real database, wired once; only the gateway is the test's. */
public abstract class Parts {

    /** More than any answer of the test's gateway takes, on a busy machine too. */
    private static final String PATIENCE_MS = "15000";

    public final TestDatabase database;
    public final SandboxGateway gateway = new SandboxGateway();
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
    final Beans beans = new Beans();

    Parts(TestDatabase database, Map<Setting, String> more, boolean first, Clock clock) {
        this.database = database;
        shelf = new Shelf(database);
        halfOff = new HalfOff(database, first);
        Map<Setting, String> settings = new LinkedHashMap<>(Map.of(
                Setting.GATEWAY_URL,
                gateway.url(),
                Setting.GATEWAY_SECRET,
                SandboxGateway.SECRET,
                Setting.GATEWAY_TIMEOUT_MS,
                PATIENCE_MS));
        settings.putAll(more);
        List<PriceAdjuster> adjusters = new ArrayList<>(List.of(halfOff));
        List<CreditSource> credits = new ArrayList<>();
        beans.with(Database.class, database)
                .with(Channels.class, new Channels(Settings.of(settings), clock, database))
                .with(Clock.class, clock)
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
    final Object bean(String name) {
        try {
            return beans.get(Class.forName(name));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
