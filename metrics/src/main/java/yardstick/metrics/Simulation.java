package yardstick.metrics;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.simulation.ProcessStage;
import yardstick.metrics.simulation.Scenario;
import yardstick.metrics.simulation.ShopStage;

/**
 * Shoppers with known effects, driven day by day, and the truth beside what the panel says. Either in one process, through the
 * shop's own flags, the intake of browsers with its rules, the recorder of paid orders, event store, statistics and report; or
 * through a whole {@link Shop}, with its pages, checkout and payments. What was sent is counted against what was stored,
 * orders against events.
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

    /** What the panel says of a release. @param lastChange newest line of its history */
    public record Reading(
            List<ReleaseReport.Row> rows,
            List<ReleaseReport.Slice> segments,
            ReleaseReport.Verdict verdict,
            List<Panel.Overlap> overlaps,
            Release.State state,
            String lastChange) {}

    /** A whole shop whose days can be made to pass, driven from outside; shoppers have numbers. */
    public interface Shop {

        /** @param steps reached: 0 the first page, one more for each of {@code pages}; beyond the last an order is paid */
        record Visit(int shopper, String category, List<String> pages, int steps, long amountMinor) {

            public boolean buys() {
                return steps >= pages.size();
            }
        }

        /** Makes a release and starts it at half and half. */
        void release(String key, String primary, int days);

        /** It is so many days later than at first. */
        void begin(int day);

        /** Which variant a shopper's browser is served, by release that concerns it; several threads at once. */
        Map<String, String> meet(int shopper, List<String> releases);

        /** Tells the pages; who buys goes through the checkout and pays. Several threads at once. */
        void visit(Visit visit);

        /** A crawler asks for pages. */
        void crawl(int pages);

        /** How many events of crawlers the shop believed. */
        int crawlersBelieved();

        /** Until the panel has counted everything; throws when orders, payments and events differ. */
        void settle();

        Reading read(String key);

        /** When the guard has had time to look. */
        Reading guarded(String key);
    }

    public static List<String> scenarios() {
        return Scenario.names();
    }

    /**
     * @param database empty, or one of an earlier simulation; its schemas are made and its releases emptied
     * @param directory for events; must be empty
     * @throws IllegalArgumentException for an unknown scenario or senseless numbers
     */
    public static Result run(Request request, DataSource database, Path directory) {
        Scenario scenario = checked(request);
        try (ProcessStage stage = new ProcessStage(request, database, directory)) {
            return scenario.play(stage);
        }
    }

    /**
     * @param shop new, and nobody else's
     * @throws IllegalArgumentException for an unknown scenario or senseless numbers
     */
    public static Result run(Request request, Shop shop) {
        return checked(request).play(new ShopStage(request, shop));
    }

    private static Scenario checked(Request request) {
        if (request.shoppers() < 100 || request.days() < 4 || request.days() > 120) {
            throw new IllegalArgumentException("a simulation needs at least 100 shoppers and 4 to 120 days");
        }
        return Scenario.of(request.scenario());
    }
}
