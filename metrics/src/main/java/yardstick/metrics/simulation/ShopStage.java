package yardstick.metrics.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import yardstick.metrics.Simulation;
import yardstick.metrics.Simulation.Reading;
import yardstick.metrics.Simulation.Shop;

/** A whole shop: shoppers come to it day after day, several at a time. */
public final class ShopStage implements Stage {

    private static final int AT_A_TIME = 8;

    private final Simulation.Request request;
    private final Shop shop;
    private final Map<Integer, List<Shop.Visit>> days = new HashMap<>();

    public ShopStage(Simulation.Request request, Shop shop) {
        this.request = request;
        this.shop = shop;
    }

    @Override
    public Simulation.Request request() {
        return request;
    }

    @Override
    public void release(String key, String primary) {
        shop.release(key, primary, request.days());
    }

    @Override
    public int crawlers(int visits) {
        shop.crawl(visits);
        return shop.crawlersBelieved();
    }

    @Override
    public void live(Play play) {
        int horizon = request.days() + play.daysAfter();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (int day = 0; day < horizon; day++) {
                shop.begin(day);
                int today = day;
                List<Integer> arriving = new ArrayList<>();
                for (int i = today; today < request.days() && i < request.shoppers(); i += request.days()) {
                    arriving.add(i);
                }
                all(threads, arriving, shopper -> arrive(shopper, today, play));
                List<Shop.Visit> visits = days.remove(today);
                all(threads, visits == null ? List.of() : visits, shop::visit);
            }
        }
        shop.settle();
    }

    /** Meets the releases, and with them his fate. */
    private void arrive(int shopper, int day, Play play) {
        String category = Stage.category(shopper);
        Map<String, String> met = shop.meet(shopper, play.releases());
        SplittableRandom random = new SplittableRandom(request.seed() * 1_000_003 + shopper);
        List<Behaviour.Visit> life =
                play.behaviour().apply(category, met).life(random, day, request.days() + play.daysAfter());
        synchronized (days) {
            life.forEach(visit -> days.computeIfAbsent(visit.day(), number -> new ArrayList<>())
                    .add(new Shop.Visit(shopper, category, STEPS, visit.steps(), visit.amountMinor())));
        }
    }

    private static <T> void all(ExecutorService threads, List<T> things, Consumer<T> each) {
        List<Future<?>> running = new ArrayList<>();
        things.forEach(thing -> running.add(threads.submit(() -> each.accept(thing))));
        for (Future<?> future : running) {
            try {
                future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a shopper could not do what he wanted: " + e.getCause(), e);
            }
        }
    }

    @Override
    public Reading read(String key) {
        return shop.read(key);
    }

    @Override
    public Reading guarded(String key) {
        return shop.guarded(key);
    }
}
