package yardstick.cli;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import yardstick.cli.launch.AdminClient;

@Command(
        name = "panel",
        mixinStandardHelpOptions = true,
        description = "ATV, CVR and RPR of a period with 95 %% intervals.")
final class PanelCommand implements Callable<Integer> {

    @Option(names = "--from", paramLabel = "YYYY-MM-DD", description = "First day (default: 30 days ago)")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "YYYY-MM-DD", description = "Last day, included (default: today)")
    private @Nullable String to;

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--json", description = "One JSON document on standard output")
    private boolean json;

    @Override
    public Integer call() {
        Map<String, String> query = new HashMap<>();
        if (from != null) {
            query.put("from", from);
        }
        if (to != null) {
            query.put("to", to);
        }
        JsonObject panel = new AdminClient(data.shop()).get("/api/admin/panel", query);
        if (json) {
            System.out.println(panel);
        } else {
            print(panel);
        }
        return 0;
    }

    /** The same numbers for reading: the period, then a block for each release that ran in it. */
    private static void print(JsonObject panel) {
        panel.forEach((key, value) -> {
            if (!key.equals("days") && !key.equals("releases")) {
                System.out.println(key + ": " + value);
            }
        });
        for (JsonObject release : panel.getJsonArray("releases").getValuesAs(JsonObject.class)) {
            JsonObject ratio = release.getJsonObject("sample_ratio");
            System.out.printf(
                    "%nrelease %s (%s, %d %%), control %s, treatment %s visitors%s%n",
                    release.getString("key"),
                    release.getString("state").toLowerCase(Locale.ROOT),
                    release.getInt("rollout_percent"),
                    ratio.get("control"),
                    ratio.get("treatment"),
                    ratio.getBoolean("mismatch") ? ", sample ratio mismatch" : "");
            for (JsonObject effect : release.getJsonArray("effects").getValuesAs(JsonObject.class)) {
                System.out.printf(
                        "%s: control %s, treatment %s, difference %s, 95 %% interval %s%n",
                        effect.getString("metric"),
                        effect.get("control"),
                        effect.get("treatment"),
                        effect.get("difference"),
                        effect.get("interval"));
            }
        }
    }
}
