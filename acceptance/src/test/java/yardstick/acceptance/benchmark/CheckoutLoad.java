package yardstick.acceptance.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Guests that go from an empty cart to a paid order again and again, each on one keep-alive connection to the shop and
 * one to the gateway, at the pace of the answers. It reads no more of an answer than it must.
 */
final class CheckoutLoad {

    /**
     * @param milliseconds of one order placement: p50, p95, p99
     * @param whole milliseconds from the empty cart to the paid order: p50, p95, p99
     */
    record Result(long orders, long refused, double perSecond, double[] milliseconds, double[] whole) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,7.1f orders/s  placement p50 %6.1f ms  p95 %6.1f ms  p99 %6.1f ms  whole p95 %6.1f ms  refused %d",
                    perSecond,
                    milliseconds[0],
                    milliseconds[1],
                    milliseconds[2],
                    whole[1],
                    refused);
        }
    }

    /** Everybody has an address of his own: many orders to one are suspicious. */
    private static final AtomicLong PEOPLE = new AtomicLong(System.nanoTime());

    /** A buyer's program that waits for its payment looks this often. */
    private static final int ASK_EVERY_MS = 15;

    private final int port;
    private final long[] skus;

    /** @param port of the shop on the loopback interface */
    CheckoutLoad(int port, long... skus) {
        this.port = port;
        this.skus = skus.clone();
    }

    private static final class Times {

        private final List<Long> placements = new ArrayList<>();
        private final List<Long> whole = new ArrayList<>();
        private long refused;
    }

    Result run(int shoppers, int seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        return drive(shoppers, () -> System.nanoTime() < end);
    }

    /** Everybody buys once. */
    Result once(int shoppers) throws Exception {
        return drive(shoppers, null);
    }

    /** Whether to buy another time. */
    private interface Until {

        boolean more();
    }

    private Result drive(int shoppers, @Nullable Until until) throws Exception {
        long start = System.nanoTime();
        List<Future<Times>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(shoppers)) {
            for (int i = 0; i < shoppers; i++) {
                int first = i;
                running.add(threads.submit(() -> shop(first, until)));
            }
        }
        double took = (System.nanoTime() - start) / 1e9;
        List<Long> placements = new ArrayList<>();
        List<Long> whole = new ArrayList<>();
        long refused = 0;
        for (Future<Times> future : running) {
            placements.addAll(future.get().placements);
            whole.addAll(future.get().whole);
            refused += future.get().refused;
        }
        return new Result(whole.size(), refused, whole.size() / took, percentiles(placements), percentiles(whole));
    }

    private static double[] percentiles(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return Arrays.stream(new double[] {.50, .95, .99})
                .map(share -> sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))] / 1e6)
                .toArray();
    }

    private Times shop(int first, @Nullable Until until) throws IOException, InterruptedException {
        Times times = new Times();
        try (Line shop = new Line(port);
                Gate gateway = new Gate()) {
            int number = first;
            do {
                buy(shop, gateway, skus[number++ % skus.length], times);
            } while (until != null && until.more());
        }
        return times;
    }

    private static void buy(Line shop, Gate gateway, long sku, Times times) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        String cart = "/api/v1/carts/" + shop.post("/api/v1/carts", "{}").value("id");
        Answer added = shop.post(cart + "/lines", "{\"sku\":" + sku + ",\"quantity\":1}");
        Answer quote = added.status == 200 ? shop.post(cart + "/quote", "{}") : added;
        if (quote.status != 200) {
            times.refused++;
            return;
        }
        long placing = System.nanoTime();
        Answer placed = shop.post(
                cart + "/orders",
                "{\"key\":\"" + quote.value("key") + "\",\"channel\":\"wallet-redirect\"," + address() + "}");
        times.placements.add(System.nanoTime() - placing);
        if (placed.status != 201) {
            times.refused++;
            return;
        }
        gateway.pay(placed.value("redirect_url"));
        String order = "/api/v1/orders/" + placed.value("order_token");
        do {
            Thread.sleep(ASK_EVERY_MS);
        } while (!shop.get(order).value("state").equals("paid"));
        times.whole.add(System.nanoTime() - begin);
    }

    private static String address() {
        String person = Long.toString(PEOPLE.incrementAndGet(), 36);
        return "\"address\":{\"name\":\"Test Buyer\",\"email\":\"" + person + "@example.org\",\"line1\":\"" + person
                + " Harbour Road\",\"city\":\"Shanghai\",\"postcode\":\"200000\",\"country\":\"CN\"}";
    }

    private record Answer(int status, String body) {

        /** The first member of this name that is a text. */
        String value(String name) {
            int from = body.indexOf("\"" + name + "\":\"");
            if (from < 0) {
                throw new IllegalStateException("no " + name + " in " + status + " " + body);
            }
            int begin = from + name.length() + 4;
            return body.substring(begin, body.indexOf('"', begin));
        }
    }

    /** The gateway's page, on a connection that is opened when its address is known. */
    private static final class Gate implements AutoCloseable {

        private @Nullable Line line;

        void pay(String page) throws IOException {
            URI address = URI.create(page);
            Line open = line;
            if (open == null) {
                open = new Line(address.getPort());
                line = open;
            }
            Answer answer = open.send("POST", address.getPath(), "application/x-www-form-urlencoded", "action=pay");
            if (answer.status != 303) {
                throw new IllegalStateException("the payment page answered " + answer.status);
            }
        }

        @Override
        public void close() throws IOException {
            Line open = line;
            if (open != null) {
                open.close();
            }
        }
    }

    /** One HTTP/1.1 connection. */
    private static final class Line implements AutoCloseable {

        private final int port;
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Line(int port) throws IOException {
            this.port = port;
            this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            this.in = new BufferedInputStream(socket.getInputStream(), 16_384);
            this.out = socket.getOutputStream();
        }

        Answer post(String path, String json) throws IOException {
            return send("POST", path, "application/json", json);
        }

        Answer get(String path) throws IOException {
            return send("GET", path, "application/json", "");
        }

        Answer send(String method, String path, String type, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String head = method + " " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nContent-Type: " + type
                    + "\r\nAccept: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
            byte[] request = new byte[head.length() + bytes.length];
            System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, request, 0, head.length());
            System.arraycopy(bytes, 0, request, head.length(), bytes.length);
            out.write(request);
            return read();
        }

        private Answer read() throws IOException {
            int status = Integer.parseInt(line().split(" ")[1]);
            int length = 0;
            boolean chunked = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring(15).strip());
                } else if (lower.startsWith("transfer-encoding:")) {
                    chunked = lower.contains("chunked");
                }
            }
            return new Answer(status, chunked ? chunks() : new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }

        private String chunks() throws IOException {
            StringBuilder body = new StringBuilder();
            for (int size = chunk(); size > 0; size = chunk()) {
                body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
                line();
            }
            line();
            return body.toString();
        }

        private int chunk() throws IOException {
            return Integer.parseInt(line().strip(), 16);
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder(64);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("connection closed");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
