package yardstick.cli.drill;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import yardstick.sandbox.Impressions;
import yardstick.sandbox.Shopper;
import yardstick.sandbox.Shopper.Ordered;

/** Shoppers of one drill: they share a client and what they are shown is counted together. */
final class Crowd implements AutoCloseable {

    static final Map<String, String> PAY = Map.of("action", "pay");
    /** What the order's page has when the payment is there. */
    private static final String PAID = "class=\"state good\"";

    static final List<String> CHANNELS = List.of("wallet-redirect", "card-redirect");

    private final DrillShop shop;
    private final Duration patience;
    private final HttpClient http = Shopper.client();
    private final Impressions impressions = new Impressions();

    Crowd(DrillShop shop, Duration patience) {
        this.shop = shop;
        this.patience = patience;
    }

    Impressions impressions() {
        return impressions;
    }

    Shopper newShopper() {
        return new Shopper(shop.url(), http, impressions, patience);
    }

    /** What came of a visit. */
    sealed interface Visit {

        record Paid(String token) implements Visit {}

        /** The shop said no in its own words. */
        record Refused(String words) implements Visit {}

        /** The shopper went away without knowing. */
        record Lost(String why) implements Visit {}
    }

    /** From the product's page to the page of the paid order. */
    Visit buy(String slug, String channel) {
        return buy(newShopper(), slug, channel);
    }

    Visit buy(Shopper shopper, String slug, String channel) {
        try {
            if (!shopper.addToCart(slug, 1) || !shopper.openCheckout()) {
                return new Visit.Refused("no longer available");
            }
            Ordered ordered = shopper.order(channel);
            if (ordered instanceof Ordered.Refused && shopper.isAskedAgain()) {
                ordered = shopper.order(channel);
            }
            return switch (ordered) {
                case Ordered.Refused(int status, String words) ->
                    status < 500 ? new Visit.Refused(words) : new Visit.Lost("HTTP " + status);
                case Ordered.Placed placed -> paid(shopper, placed, channel);
            };
        } catch (Shopper.GaveUpException e) {
            return new Visit.Lost(String.valueOf(e.getMessage()));
        }
    }

    /** Pays, and looks at the order's page and presses its button, like anybody, until it says that it is paid. */
    private Visit paid(Shopper shopper, Ordered.Placed placed, String channel) {
        long end = System.nanoTime() + patience.toNanos();
        Shopper.Page page = pay(shopper, placed);
        while (!page.body().contains(PAID)) {
            String token = Shopper.tokenIn(page.address());
            if (token.isEmpty() || System.nanoTime() > end) {
                return new Visit.Lost("ended at " + page.address());
            }
            DrillShop.pause(Duration.ofSeconds(1));
            if (page.body().contains("/order/" + token + "/pay\"")) {
                page = shopper.payBy(token, channel) instanceof Ordered.Placed again
                        ? pay(shopper, again)
                        : shopper.open("/en/order/" + token);
            } else {
                page = shopper.open("/en/order/" + token + "/return");
            }
        }
        return new Visit.Paid(Shopper.tokenIn(page.address()));
    }

    /** At the gateway, or at the order's page when the shop could not lead there. */
    private static Shopper.Page pay(Shopper shopper, Ordered.Placed placed) {
        return placed.payAt().contains("/order/") ? shopper.open(placed.payAt()) : shopper.pay(placed, PAY, true);
    }

    /** Everybody at once; results in the order of the numbers. */
    static <T> List<T> all(int count, IntFunction<T> each) throws InterruptedException, ExecutionException {
        List<Future<T>> running = new ArrayList<>();
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                int number = i;
                running.add(threads.submit(() -> each.apply(number)));
            }
            for (Future<T> future : running) {
                results.add(future.get());
            }
        }
        return results;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
