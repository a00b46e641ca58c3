package yardstick.cli.drill;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import yardstick.cli.drill.Crowd.Visit;

/**
 * One process of the shop dies again and again, at random moments while shoppers check out. They are patient: what they
 * were doing they try again. What they were told is paid must be in the books.
 */
final class KillDrill implements Drill {

    private static final int SHOPPERS = 12;
    private static final int EARLIEST_MS = 300;
    private static final int LATEST_MS = 3_500;

    private final String process;
    private final boolean atOnce;

    /** @param atOnce kill -9, else as an operator would restart it */
    KillDrill(String process, boolean atOnce) {
        this.process = process;
        this.atOnce = atOnce;
    }

    @Override
    public void run(DrillShop shop, Plan plan, Findings findings) throws Exception {
        String slug = shop.stock(List.of(new DrillShop.Product("CUP-1", 1_500, 1_000_000)))
                .getFirst();
        Queue<String> told = new ConcurrentLinkedQueue<>();
        Queue<String> lost = new ConcurrentLinkedQueue<>();
        AtomicBoolean closing = new AtomicBoolean();
        long longest = 0;
        try (Crowd crowd = new Crowd(shop, Duration.ofSeconds(90));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SHOPPERS; i++) {
                String channel = Crowd.CHANNELS.get(i % 2);
                threads.submit(() -> {
                    while (!closing.get()) {
                        switch (crowd.buy(slug, channel)) {
                            case Visit.Paid(String token) -> told.add(token);
                            case Visit.Refused(String words) -> lost.add(words);
                            case Visit.Lost(String why) -> lost.add(why);
                        }
                    }
                });
            }
            try {
                longest = strike(shop, plan, findings);
            } finally {
                closing.set(true);
            }
            threads.shutdown();
            threads.awaitTermination(2, java.util.concurrent.TimeUnit.MINUTES);
            findings.number("strikes", plan.times());
            findings.number("longest_until_back_ms", longest);
            findings.number("checkouts_finished", told.size());
            findings.shown(crowd.impressions());
        }
        findings.audited(shop.audit());
        findings.told(shop, told);
        findings.must("every checkout was finished", lost.isEmpty(), lost.size() + " lost, such as " + lost.peek());
    }

    /** The longest time until the shop was back, in milliseconds. */
    private long strike(DrillShop shop, Plan plan, Findings findings) {
        Random random = new Random(plan.seed());
        long longest = 0;
        DrillShop.pause(Duration.ofSeconds(3));
        for (int i = 1; i <= plan.times(); i++) {
            int after = random.nextInt(EARLIEST_MS, LATEST_MS);
            DrillShop.pause(Duration.ofMillis(after));
            long before = shop.pid(process);
            shop.end(process, atOnce);
            long took = shop.awaitBack(process, before);
            longest = Math.max(longest, took);
            findings.did("%d of %d: %s ended after %d ms, back after %d ms", i, plan.times(), process, after, took);
        }
        return longest;
    }
}
