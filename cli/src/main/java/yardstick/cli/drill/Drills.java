package yardstick.cli.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.cli.launch.UsageFailure;

/** The drills by name; each runs on a shop that lives only for it. */
public final class Drills {

    private static final Map<String, Entry> ALL = new LinkedHashMap<>();

    static {
        ALL.put("oversell", new Entry(new OversellDrill(), 1_000));
        ALL.put("race", new Entry(new RaceDrill(), 64));
        ALL.put("gateway", new Entry(new GatewayDrill(), 1));
        ALL.put("channel-down", new Entry(new ChannelDownDrill(), 80));
        ALL.put("kill-server", new Entry(new KillDrill("server", true), 5));
        ALL.put("kill-database", new Entry(new KillDrill("database", true), 5));
        ALL.put("disk-full", new Entry(new DiskFullDrill(), 3));
        ALL.put("restart-under-load", new Entry(new KillDrill("server", false), 3));
    }

    private Drills() {}

    private record Entry(Drill drill, int times) {}

    /**
     * @param times null for what is usual
     * @param kept leave the shop's directory for looking at it
     */
    public record Order(String name, @Nullable Integer times, int seeds, long seed, boolean kept) {}

    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    public static Findings run(Order order) throws Exception {
        Entry entry = ALL.get(order.name());
        if (entry == null) {
            throw new UsageFailure(
                    "there is no drill " + order.name() + "; there are " + String.join(", ", ALL.keySet()) + ".");
        }
        Findings findings = new Findings(order.name());
        int times = order.times() == null ? entry.times() : order.times();
        Path root = emptyDirectory();
        boolean volume = entry.drill() instanceof DiskFullDrill;
        try {
            if (volume) {
                DiskFullDrill.mount(root);
            }
            findings.did("a shop of its own is started in %s (seed %d)", root, order.seed());
            try (DrillShop shop = DrillShop.open(root, entry.drill().settings(), order.kept())) {
                findings.did("it is up at %s", shop.url());
                shop.letManyComeFromOneMachine();
                entry.drill().run(shop, new Drill.Plan(times, order.seed(), order.seeds()), findings);
            }
        } finally {
            if (volume) {
                DiskFullDrill.unmount(root);
            }
        }
        return findings;
    }

    private static Path emptyDirectory() {
        try {
            return Files.createTempDirectory("yardstick-drill-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
