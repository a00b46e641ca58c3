package yardstick.cli.drill;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import yardstick.cli.drill.Crowd.Visit;
import yardstick.cli.launch.UsageFailure;

/** The volume the shop lives on has no space left while shoppers buy; then there is space again. */
final class DiskFullDrill implements Drill {

    private static final int SHOPPERS = 6;
    private static final int MIB = 1 << 20;

    /** Mounts a small volume of its own, as root, below the empty directory. */
    static void mount(Path root) {
        String failure = run("mount", "-t", "tmpfs", "-o", "size=900m", "yardstick-drill", root.toString());
        if (!failure.isEmpty()) {
            throw new UsageFailure("disk-full needs a small volume of its own and may not mount one here (" + failure
                    + "); run it as root on a machine that allows mounts.");
        }
    }

    static void unmount(Path root) {
        String failure = run("umount", root.toString());
        if (!failure.isEmpty()) {
            System.err.println("yardstick: " + root + " is still mounted: " + failure);
        }
    }

    /** Empty when it worked, else what the command said. */
    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : said.strip() + " ";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Override
    public void run(DrillShop shop, Plan plan, Findings findings) throws Exception {
        String slug = shop.stock(List.of(new DrillShop.Product("FULL-1", 1_500, 1_000_000)))
                .getFirst();
        Queue<String> told = new ConcurrentLinkedQueue<>();
        AtomicBoolean closing = new AtomicBoolean();
        Random random = new Random(plan.seed());
        try (Crowd crowd = new Crowd(shop, Duration.ofSeconds(60));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SHOPPERS; i++) {
                String channel = Crowd.CHANNELS.get(i % 2);
                threads.submit(() -> {
                    while (!closing.get()) {
                        if (crowd.buy(slug, channel) instanceof Visit.Paid(String token)) {
                            told.add(token);
                        }
                    }
                });
            }
            try {
                DrillShop.pause(Duration.ofSeconds(4));
                for (int i = 1; i <= plan.times(); i++) {
                    int now = i;
                    once(
                            shop,
                            told,
                            Duration.ofMillis(random.nextInt(3_000, 8_000)),
                            said -> findings.did("%d of %d: %s", now, plan.times(), said));
                }
            } finally {
                Files.deleteIfExists(shop.root().resolve("filler"));
                closing.set(true);
            }
            threads.shutdown();
            threads.awaitTermination(90, TimeUnit.SECONDS);
            findings.number("times_full", plan.times());
            findings.number("checkouts_finished", told.size());
            findings.shown(crowd.impressions());
        }
        findings.audited(shop.audit());
        findings.told(shop, told);
    }

    /** Nothing can be written for a while; then there is space again and somebody buys. */
    private static void once(DrillShop shop, Queue<String> told, Duration length, Consumer<String> says)
            throws IOException {
        Path filler = shop.root().resolve("filler");
        long filled = fill(filler);
        int before = told.size();
        DrillShop.pause(length);
        int during = told.size() - before;
        Files.deleteIfExists(filler);
        long begin = System.nanoTime();
        int full = told.size();
        DrillShop.await("the first order after the disk was full", () -> told.size() > full + 2);
        says.accept(filled / MIB + " MiB written until none was left, " + during
                + " orders paid meanwhile, buying again after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }

    private static long fill(Path file) {
        long written = 0;
        byte[] block = new byte[MIB / 4];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
                written += block.length;
            }
        } catch (IOException e) {
            return written;
        }
    }
}
