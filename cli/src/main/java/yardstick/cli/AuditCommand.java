package yardstick.cli;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import yardstick.cli.launch.AdminClient;
import yardstick.cli.launch.UsageFailure;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description =
                "Check the books of the running shop against themselves and the gateway's ledger; exit code 1 and a"
                        + " list when something is broken.")
final class AuditCommand implements Callable<Integer> {

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "What the gateway did so recently may not have arrived yet (default: ${DEFAULT-VALUE})")
    private int grace;

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--json", description = "One JSON document on standard output")
    private boolean json;

    @Override
    public Integer call() {
        if (grace < 0) {
            throw new UsageFailure("--grace must be 0 or more seconds, not " + grace + ".");
        }
        JsonObject report =
                new AdminClient(data.shop()).post("/api/admin/audit", Map.of("grace", Integer.toString(grace)));
        System.out.println(json ? report.toString() : text(report));
        return report.getBoolean("clean") ? 0 : 1;
    }

    /** The report for people, one line per break. */
    static String text(JsonObject report) {
        StringBuilder text = new StringBuilder();
        report.getJsonArray("broken")
                .getValuesAs(JsonObject.class)
                .forEach(broken -> text.append("BROKEN ")
                        .append(broken.getString("invariant"))
                        .append(": ")
                        .append(broken.getString("example"))
                        .append('\n'));
        long broken = report.getJsonArray("broken").getValuesAs(JsonObject.class).stream()
                .map(each -> each.getString("invariant"))
                .distinct()
                .count();
        return text
                + String.format(
                        "%d of %d invariants broken; gateway ledger %s; %d ms",
                        broken, report.getInt("invariants"), report.getString("ledger"), report.getInt("millis"));
    }
}
