package yardstick.metrics.analysis;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.causal.BaconDecomposition;
import yardstick.metrics.causal.InteractionWeighted;
import yardstick.metrics.causal.LongPanel;
import yardstick.metrics.causal.SyntheticDid;
import yardstick.metrics.experiment.Power;

/** Options in, results out, for the panel methods beside {@link Staggered}, and for power. */
final class PanelMethods {

    private PanelMethods() {}

    static Map<String, @Nullable Object> bacon(Path file, Options options) {
        options.allow("unit", "time", "outcome", "treated", "separator");
        BaconDecomposition found = BaconDecomposition.of(Staggered.panel(file, options, "treated"));
        List<Map<String, @Nullable Object>> components = found.components().stream()
                .map(part -> JsonText.object(
                        "type", part.type(),
                        "treated", part.treated(),
                        "control", part.control(),
                        "weight", part.weight(),
                        "estimate", part.estimate()))
                .toList();
        return JsonText.object("twfe", found.twfe(), "components", components);
    }

    static Map<String, @Nullable Object> sunab(Path file, Options options) {
        options.allow("unit", "time", "outcome", "cohort", "covariates", "cluster", "separator");
        InteractionWeighted found = new InteractionWeighted(Staggered.panel(file, options, "cohort"));
        List<Map<String, @Nullable Object>> by = found.byEvent().stream()
                .map(point -> JsonText.object(
                        "event", point.event(),
                        "att", point.effect().att(),
                        "se", point.effect().se()))
                .toList();
        InteractionWeighted.Effect overall = found.overall();
        return JsonText.object("att", overall.att(), "se", overall.se(), "by", by);
    }

    static Map<String, @Nullable Object> sdid(Path file, Options options) {
        options.allow("unit", "time", "outcome", "treated", "separator");
        LongPanel panel = Staggered.panel(file, options, "treated");
        SyntheticDid found = SyntheticDid.of(panel);
        Map<String, Double> times = new LinkedHashMap<>();
        for (int t = 0; t < found.timeWeights().length; t++) {
            times.put(JsonText.of(panel.times()[t]), found.timeWeights()[t]);
        }
        Map<String, Double> units = new LinkedHashMap<>();
        for (int i = 0; i < found.controls().length; i++) {
            units.put(found.controls()[i], found.unitWeights()[i]);
        }
        return JsonText.object(
                "did", found.did(),
                "sdid", found.sdid(),
                "sc", found.sc(),
                "time_weights", times,
                "unit_weights", units);
    }

    /** Of a proportion by its baseline rate, or of any metric by its standard deviation. */
    static Map<String, @Nullable Object> power(Options options) {
        options.allow("baseline", "sd", "effect", "n", "alpha", "power", "share", "daily");
        Power power =
                new Power(options.number("alpha", 0.05), options.number("power", 0.8), options.number("share", 0.5));
        double baseline = options.number("baseline", Double.NaN);
        double deviation = options.number("sd", Math.sqrt(baseline * (1 - baseline)));
        if (Double.isNaN(deviation)) {
            throw new IllegalArgumentException("power needs --baseline RATE (0 to 1) or --sd STANDARD_DEVIATION");
        }
        double variance = deviation * deviation;
        double n = options.number("n", Double.NaN);
        double effect = options.number("effect", Double.NaN);
        if (Double.isNaN(n) == Double.isNaN(effect)) {
            throw new IllegalArgumentException("power needs either --effect (absolute) or --n (units in all arms)");
        }
        double units = Double.isNaN(n) ? power.units(variance, effect) : n;
        double found = Double.isNaN(n) ? effect : power.effect(variance, n);
        return JsonText.object(
                "n",
                units,
                "effect",
                found,
                "relative_effect",
                Double.isNaN(baseline) ? null : found / baseline,
                "days",
                options.find("daily").isEmpty() ? null : Math.ceil(units / options.number("daily", 1)));
    }
}
