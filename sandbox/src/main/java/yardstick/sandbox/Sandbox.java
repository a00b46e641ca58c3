package yardstick.sandbox;

import static yardstick.sandbox.json.Documents.JSON;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import yardstick.sandbox.carrier.ShippingCarrier;
import yardstick.sandbox.fault.FaultApi;
import yardstick.sandbox.fault.Faults;
import yardstick.sandbox.gateway.PaymentGateway;
import yardstick.sandbox.http.Reply;
import yardstick.sandbox.http.Router;
import yardstick.sandbox.http.Signed;
import yardstick.sandbox.webhook.Deliveries;
import yardstick.sandbox.webhook.Deliveries.Sender;

/** The running sandbox: one HTTP server on the loopback address only. */
public final class Sandbox implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final String url;
    private final List<AutoCloseable> parts;
    private final ExecutorService workers;

    private Sandbox(HttpServer server, String url, List<AutoCloseable> parts, ExecutorService workers) {
        this.server = server;
        this.url = url;
        this.parts = parts;
        this.workers = workers;
    }

    /**
     * @param backoff waits between the attempts of a webhook
     * @throws IOException when the port is taken
     */
    public static Sandbox start(Options options, Clock clock, List<Duration> backoff) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), options.port());
        HttpServer server = HttpServer.create(address, BACKLOG);
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        String base = options.publicUrl() == null ? url : options.publicUrl();
        Faults faults = new Faults(options.seed());
        Deliveries gatewayHooks = new Deliveries(
                new Sender(options.secret(), clock),
                faults,
                backoff,
                options.data().resolve("gateway-webhooks.jsonl"));
        Deliveries carrierHooks = new Deliveries(
                new Sender(options.carrierSecret(), clock),
                faults,
                backoff,
                options.data().resolve("carrier-webhooks.jsonl"));
        PaymentGateway gateway = PaymentGateway.open(
                options.data().resolve("gateway-ledger.jsonl"),
                new Signed(options.merchant(), options.secret(), clock),
                gatewayHooks,
                new PaymentGateway.Place(base, faults));
        ShippingCarrier carrier = new ShippingCarrier(
                options.data().resolve("carrier-ledger.jsonl"),
                new Signed(options.merchant(), options.carrierSecret(), clock),
                carrierHooks,
                new ShippingCarrier.Place(base, faults));
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        server.createContext("/", router(gateway, carrier, faults));
        server.setExecutor(workers);
        server.start();
        return new Sandbox(server, url, List.of(gatewayHooks, carrierHooks, gateway, carrier), workers);
    }

    private static Router router(PaymentGateway gateway, ShippingCarrier carrier, Faults faults) {
        Router router = new Router().on("GET", "/health", request -> up());
        gateway.routes(router);
        carrier.routes(router);
        new FaultApi(faults).routes(router);
        return router;
    }

    private static Reply up() {
        return Reply.json(200, JSON.createObjectBuilder().add("status", "UP").build());
    }

    public String url() {
        return url;
    }

    @Override
    public void close() throws Exception {
        server.stop(0);
        workers.shutdownNow();
        for (AutoCloseable part : parts) {
            part.close();
        }
    }
}
