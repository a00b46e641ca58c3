package yardstick.web.admin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.Panel;
import yardstick.metrics.Panel.Effect;
import yardstick.metrics.Panel.SampleRatio;
import yardstick.metrics.Release;
import yardstick.metrics.Releases;
import yardstick.web.admin.Wording.Scale;

/** A release with its scorecard, in words. */
public final class ReleasePage {

    private ReleasePage() {}

    /** @param verdict what may be concluded, as one sentence */
    public record EffectRow(
            String metric,
            String control,
            String treatment,
            String difference,
            String interval,
            String relative,
            String p,
            String verdict) {}

    /** The sample ratio check; it comes before any effect, because a broken split makes every effect worthless. */
    public record RatioView(
            long control, long treatment, String planned, String p, boolean mismatch, String sentence) {}

    /** @param ratio null while nobody has met the release */
    public record ReleaseView(
            Release release,
            @Nullable RatioView ratio,
            List<EffectRow> effects,
            List<Releases.Change> history,
            Form form,
            @Nullable ReportView report,
            List<List<String>> overlaps) {}

    static @Nullable RatioView ratio(Panel.@Nullable Scorecard card, Wording words) {
        if (card == null || card.sampleRatio().control() + card.sampleRatio().treatment() == 0) {
            return null;
        }
        SampleRatio ratio = card.sampleRatio();
        String planned = Wording.percent(ratio.plannedShare());
        String p = p(ratio.p());
        long all = ratio.control() + ratio.treatment();
        String seen = Wording.percent((double) ratio.treatment() / all);
        String key = ratio.mismatch() ? "admin.ratio.mismatch" : "admin.ratio.fine";
        return new RatioView(
                ratio.control(),
                ratio.treatment(),
                planned,
                p,
                ratio.mismatch(),
                words.text(key, Map.of("planned", planned, "seen", seen, "visitors", all, "p", p)));
    }

    static List<EffectRow> effects(Panel.@Nullable Scorecard card, Wording words) {
        if (card == null) {
            return List.of();
        }
        String currency = card.release().cost().currency();
        return card.effects().stream()
                .map(effect -> row(effect, currency, words))
                .toList();
    }

    private static EffectRow row(Effect effect, String currency, Wording words) {
        Scale scale = scale(effect.metric());
        return new EffectRow(
                label(effect.metric(), words),
                words.of(scale, effect.control(), currency),
                words.of(scale, effect.treatment(), currency),
                signed(effect.difference(), words.of(scale, effect.difference(), currency)),
                words.range(scale, effect.interval(), currency),
                signed(effect.relative(), Wording.percent(effect.relative())),
                effect.p() == null ? Wording.NONE : p(effect.p()),
                words.text(verdict(effect)));
    }

    private static String signed(@Nullable Double value, String text) {
        return value != null && value > 0 ? "+" + text : text;
    }

    private static String p(double p) {
        return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }

    private static String verdict(Effect effect) {
        Panel.Interval interval = effect.interval();
        if (interval == null) {
            return "admin.verdict.too_early";
        }
        if (interval.low() > 0) {
            return "admin.verdict.higher";
        }
        return interval.high() < 0 ? "admin.verdict.lower" : "admin.verdict.unclear";
    }

    static Scale scale(String metric) {
        String name = metric.toLowerCase(Locale.ROOT);
        if (name.startsWith("atv") || name.contains("revenue") || name.endsWith("_minor")) {
            return Scale.MONEY;
        }
        return name.startsWith("cvr") || name.startsWith("rpr") || name.endsWith("rate") || name.endsWith("completion")
                ? Scale.SHARE
                : Scale.NUMBER;
    }

    private static String label(String metric, Wording words) {
        try {
            return words.text("admin.metric." + metric.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return metric;
        }
    }
}
