package yardstick.metrics;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.simulation.Scenario;
import yardstick.metrics.simulation.Stage;

/**
 * Shoppers with known effects, driven day by day through the shop's own flags, the intake of browsers with its rules, the
 * recorder of paid orders, event store, statistics and report, and the truth beside what the panel says. What was sent is
 * counted against what was stored, orders against events. One process, real PostgreSQL and Parquet; no HTTP.
 */
public final class Simulation {

    private Simulation() {}

    /** @param days of exposure; {@code shoppers} arrive evenly over them */
    public record Request(String scenario, int shoppers, int days, long seed) {}

    /**
     * One question put to the panel.
     *
     * @param truth what was planted
     * @param inside whether the interval holds the truth; null when the answer is no interval
     */
    public record Answer(
            String question,
            double truth,
            @Nullable Double estimate,
            @Nullable Double low,
            @Nullable Double high,
            boolean inside) {}

    /** @param notes what else was seen: the naive comparison, the verdict, events dropped */
    public record Result(
            String scenario, long seed, int shoppers, int days, List<Answer> answers, Map<String, Object> notes) {}

    public static List<String> scenarios() {
        return Scenario.names();
    }

    /**
     * @param database empty, or one of an earlier simulation; its schemas are made and its releases emptied
     * @param directory for events; must be empty
     * @throws IllegalArgumentException for an unknown scenario or senseless numbers
     */
    public static Result run(Request request, DataSource database, Path directory) {
        if (request.shoppers() < 100 || request.days() < 4 || request.days() > 120) {
            throw new IllegalArgumentException("a simulation needs at least 100 shoppers and 4 to 120 days");
        }
        Scenario scenario = Scenario.of(request.scenario());
        try (Stage stage = new Stage(request, database, directory)) {
            return scenario.play(stage);
        }
    }
}
