package yardstick.acceptance.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import yardstick.catalog.Catalog;
import yardstick.catalog.CatalogImports;
import yardstick.catalog.CatalogList;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.SkuId;
import yardstick.kernel.Job;
import yardstick.kernel.Jobs;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;
import yardstick.membership.Coupons;
import yardstick.orders.Cart;
import yardstick.orders.CartId;
import yardstick.orders.Carts;
import yardstick.orders.Checkout;
import yardstick.orders.Order;
import yardstick.orders.Orders;
import yardstick.orders.Shopper;
import yardstick.orders.Stock;

/** One path through the modules inside the server: import, index, cart, coupon, stock, and a gateway that is silent or away. */
@ExtendWith(ArquillianExtension.class)
class ShopFlowIT {

    private static final Shopper GUEST = new Shopper(Language.EN, null, null);
    private static final Map<String, String> ADDRESS = Map.of(
            "name", "Test Buyer",
            "email", "buyer@example.org",
            "line1", "1 Harbour Road",
            "city", "Shanghai",
            "postcode", "200000",
            "country", "CN");

    @Inject
    CatalogImports imports;

    @Inject
    Jobs jobs;

    @Inject
    Catalog catalog;

    @Inject
    Carts carts;

    @Inject
    Checkout checkout;

    @Inject
    Orders orders;

    @Inject
    Stock stock;

    @Inject
    Coupons coupons;

    @Deployment
    static EnterpriseArchive ear() {
        return Deployed.ear(ShopFlowIT.class);
    }

    @Test
    void fromAFileToOrdersWhoseGatewayDoesNotAnswer() throws Exception {
        importCatalogue();
        SkuId sku = catalog.skusByCode(List.of("FLOW-1")).get("FLOW-1");
        assertNotNull(sku);
        assertFound("teapot", Language.EN);
        assertFound("茶壶", Language.ZH);
        coupons.create(new Coupons.Coupon("FLOW10", 1000, null, null, 1, null, 0, null, null, true));

        CartId id = carts.create(GUEST);
        carts.add(id, sku, 2, GUEST);
        Cart cart = done(carts.enterCoupon(id, "FLOW10", GUEST));
        assertEquals(25_600, cart.goods().minor());
        assertEquals(
                -2_560,
                cart.adjustments().stream()
                        .mapToLong(each -> each.amount().minor())
                        .sum());
        assertEquals(23_040, cart.total().minor());

        Checkout.Command command = command(id);
        try (ServerSocket _ = silentGateway()) {
            String token = place(id, command);
            assertEquals(token, place(id, command));
            assertPayment(token, Order.PaymentState.UNKNOWN);
        }
        assertEquals(2, stock.level(sku).reserved());
        assertEquals(1, coupons.byCode("FLOW10").orElseThrow().used());

        CartId other = carts.create(GUEST);
        carts.add(other, sku, 1, GUEST);
        assertPayment(place(other, command(other)), Order.PaymentState.DECLINED);
        assertEquals(3, stock.level(sku).reserved());
    }

    /** It takes the connection and never answers, so nobody can know what became of the payment. */
    private static ServerSocket silentGateway() throws IOException {
        int port = URI.create(System.getenv("YARDSTICK_GATEWAY_URL")).getPort();
        return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    private Checkout.Command command(CartId id) {
        String key = checkout.begin(id, GUEST).orElseThrow().key();
        return new Checkout.Command(key, "wallet-redirect", ADDRESS, "http://localhost/order/{token}");
    }

    private String place(CartId id, Checkout.Command command) {
        return assertInstanceOf(Checkout.Placed.Accepted.class, checkout.place(id, command, GUEST))
                .orderToken();
    }

    /** The order waits and keeps its stock, whatever became of this attempt. */
    private void assertPayment(String token, Order.PaymentState expected) {
        Order order = orders.byToken(token).orElseThrow();
        assertEquals(Order.State.PENDING_PAYMENT, order.state());
        assertEquals(expected, order.payments().getFirst().state());
    }

    private void importCatalogue() throws IOException, InterruptedException {
        Path file = Files.createTempFile("flow", ".csv");
        Files.writeString(
                file,
                "sku,title,title_zh,category,price,stock\n"
                        + "FLOW-1,Clay teapot,陶土茶壶,Kitchen > Tea,128.00,5\nFLOW-2,Tea bowl,茶碗,Kitchen > Tea,35.00,0\n");
        UUID id = imports.start(new CatalogImports.Request(file, "flow.csv", "default", false, null, null));
        for (int i = 0; i < 300; i++) {
            Job job = jobs.find(id).orElseThrow();
            if (job.finished()) {
                assertEquals(Job.State.DONE, job.state(), job::toString);
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the import did not finish");
    }

    private void assertFound(String text, Language language) throws InterruptedException {
        CatalogQuery query = new CatalogQuery(language, text, null, Map.of(), CatalogQuery.Sort.RELEVANCE, 1, 24);
        CatalogList list = catalog.list(query);
        for (int i = 0; i < 20 && list.total() == 0; i++) {
            Thread.sleep(100);
            list = catalog.list(query);
        }
        assertTrue(list.total() >= 1, () -> "nothing found for " + text);
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T> refused ->
                throw new AssertionError(refused.refusal().code());
        };
    }
}
