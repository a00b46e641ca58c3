package yardstick.web.admin;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Job;

/** A job as its page shows it. */
public final class JobPage {

    private JobPage() {}

    /**
     * @param percent 0 to 100, or -1 while the total is unknown
     * @param remaining seconds to go, or -1 when that cannot be said
     */
    public record JobView(Job job, int percent, long rate, long remaining, List<Fact> facts, List<Grid> grids) {}

    /** One number or word of the report. */
    public record Fact(String key, String value) {}

    /** A list of the report, for example the rows with errors. */
    public record Grid(String key, List<String> columns, List<List<String>> rows) {}

    static JobView view(Job job, Instant now) {
        Instant end = job.finishedAt() == null ? now : job.finishedAt();
        double seconds = Math.max(0.001, Duration.between(job.startedAt(), end).toMillis() / 1000.0);
        long rate = Math.round(job.done() / seconds);
        boolean known = job.total() > 0;
        int percent = known ? (int) Math.clamp(job.done() * 100 / job.total(), 0, 100) : -1;
        long remaining = known && rate > 0 && !job.finished() ? Math.max(0, job.total() - job.done()) / rate : -1;
        List<Fact> facts = new ArrayList<>();
        List<Grid> grids = new ArrayList<>();
        report(job.result()).forEach((key, value) -> {
            if (value instanceof JsonArray list) {
                if (!list.isEmpty()) {
                    grids.add(grid(key, list));
                }
            } else if (value instanceof JsonObject counts) {
                if (!counts.isEmpty()) {
                    grids.add(counts(key, counts));
                }
            } else {
                facts.add(new Fact(key, text(value)));
            }
        });
        return new JobView(job, percent, rate, remaining, facts, grids);
    }

    private static JsonObject report(@Nullable String result) {
        if (result == null) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (JsonReader reader = Json.createReader(new StringReader(result))) {
            return reader.readObject();
        } catch (JsonException e) {
            return Json.createObjectBuilder().add("result", result).build();
        }
    }

    private static Grid counts(String key, JsonObject counts) {
        List<List<String>> rows = counts.entrySet().stream()
                .map(entry -> List.of(entry.getKey(), text(entry.getValue())))
                .toList();
        return new Grid(key, List.of("reason", "rows"), rows);
    }

    private static Grid grid(String key, JsonArray list) {
        Set<String> columns = new LinkedHashSet<>();
        for (JsonValue row : list) {
            columns.addAll(row instanceof JsonObject object ? object.keySet() : Set.of("value"));
        }
        List<List<String>> rows = list.stream()
                .map(row -> columns.stream()
                        .map(column -> row instanceof JsonObject object ? text(object.get(column)) : text(row))
                        .toList())
                .toList();
        return new Grid(key, List.copyOf(columns), rows);
    }

    private static String text(@Nullable JsonValue value) {
        if (value == null || value == JsonValue.NULL) {
            return "";
        }
        return value instanceof JsonString string ? string.getString() : value.toString();
    }

    /** What the page's script asks for once a second. */
    static String json(JobView view) {
        return Json.createObjectBuilder(Map.of(
                        "state", view.job().state().name(),
                        "finished", view.job().finished(),
                        "percent", view.percent(),
                        "done", view.job().done(),
                        "total", view.job().total(),
                        "failed", view.job().failed(),
                        "rate", view.rate(),
                        "remaining", view.remaining()))
                .build()
                .toString();
    }
}
