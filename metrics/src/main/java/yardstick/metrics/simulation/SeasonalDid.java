package yardstick.metrics.simulation;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.Simulation.Result;
import yardstick.metrics.causal.GroupTimeEffects;
import yardstick.metrics.causal.LongPanel;

/**
 * A release that went to some regions in the middle of a rising season, without randomisation: before against after is
 * wrong by the season, differences in differences is not. Regions are rows of a panel; no events are involved.
 */
final class SeasonalDid implements Scenario {

    private static final double EFFECT = 5;
    private static final double SEASON = 12;

    /** @param naive mean of treated regions after minus before */
    private record Regions(LongPanel panel, double naive) {}

    @Override
    public Result play(Stage stage) {
        int days = stage.request().days();
        Regions regions = regions(
                Math.max(40, stage.request().shoppers() / 50),
                days,
                stage.request().seed());
        GroupTimeEffects effects = new GroupTimeEffects(regions.panel(), new GroupTimeEffects.Options(false, "dr"));
        var simple = effects.simple();
        double reach = 1.959964 * simple.se();
        Map<String, Object> notes = Scenario.notes();
        notes.put("naive_before_after", regions.naive());
        notes.put("pretest_p", effects.pretest().p());
        notes.put("label", "observational");
        return Scenario.result(
                stage,
                List.of(Asking.answer(
                        "att", EFFECT, simple.att(), new Interval(simple.att() - reach, simple.att() + reach))),
                notes);
    }

    /** Regions of a higher level are likelier to get the release: comparing levels would mislead as well. */
    private static Regions regions(int count, int days, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int middle = days / 2;
        String[] unit = new String[count * days];
        double[][] columns = new double[3][count * days];
        double naive = 0;
        int treatedRegions = 0;
        for (int region = 0; region < count; region++) {
            double level = 100 + 40 * random.nextDouble();
            boolean treated = random.nextDouble() < 0.2 + 0.5 * (level - 100) / 40;
            treatedRegions += treated ? 1 : 0;
            for (int day = 0; day < days; day++) {
                int row = region * days + day;
                boolean on = treated && day >= middle;
                double season = SEASON * day / days + 3 * Math.sin(2 * Math.PI * day / 7);
                unit[row] = "r" + region;
                columns[0][row] = day + 1;
                columns[1][row] = level + season + (on ? EFFECT : 0) + 4 * (random.nextDouble() - 0.5);
                columns[2][row] = treated ? middle + 1 : 0;
                naive += treated ? (on ? columns[1][row] / (days - middle) : -columns[1][row] / middle) : 0;
            }
        }
        LongPanel panel = LongPanel.of(
                new LongPanel.Rows(unit, columns[0], columns[1], columns[2], new double[unit.length][0], unit));
        return new Regions(panel, naive / Math.max(1, treatedRegions));
    }
}
