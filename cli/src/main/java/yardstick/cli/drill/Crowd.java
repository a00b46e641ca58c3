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
        try {
            Shopper shopper = newShopper();
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
                case Ordered.Placed placed -> paid(shopper, placed);
            };
        } catch (Shopper.GaveUpException e) {
            return new Visit.Lost(String.valueOf(e.getMessage()));
        }
    }

    private static Visit paid(Shopper shopper, Ordered.Placed placed) {
        Shopper.Page page = shopper.pay(placed, PAY, true);
        String token = Shopper.tokenIn(page.address());
        return token.isEmpty() ? new Visit.Lost("ended at " + page.address()) : new Visit.Paid(token);
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
