package yardstick.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import yardstick.cli.drill.Drills;
import yardstick.cli.drill.Findings;
import yardstick.cli.launch.UsageFailure;
import yardstick.kernel.Setting;

@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description =
                "Hurt a shop of its own while shoppers buy, then audit it; exit code 1 when a promise was broken."
                        + " Drills: oversell, race, gateway, channel-down, kill-server, kill-database, disk-full, restart-under-load.")
final class DrillCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "Which drill")
    private String name = "";

    @Option(
            names = "--times",
            paramLabel = "N",
            description = "How often it strikes; buyers of oversell, requests at once of race,"
                    + " shoppers per outage of channel-down")
    private @Nullable Integer times;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Draws per cell of gateway (default ${DEFAULT-VALUE})")
    private int seeds;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Seed of every draw")
    private long seed;

    @Option(names = "--keep", description = "Leave the drill's shop directory behind")
    private boolean keep;

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--json", description = "One JSON document on standard output")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (data.shop().settings().text(Setting.MODE).equals("production")) {
            throw new UsageFailure("drills never run in production mode (mode=production in the environment or in "
                    + data.shop().path("yardstick.properties") + ").");
        }
        if (seeds < 1 || times != null && times < 1) {
            throw new UsageFailure("--times and --seeds must be 1 or more.");
        }
        Findings findings = Drills.run(new Drills.Order(name, times, seeds, seed, keep));
        System.out.println(json ? findings.json().toString() : findings.text());
        return findings.clean() ? 0 : 1;
    }
}
