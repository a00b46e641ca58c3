package yardstick.web.shop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductOptions;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;
import yardstick.web.View;
import yardstick.web.shop.ProductView.Variant;

/**
 * The choices of a product page. Every choice leads to the variant that has it and keeps as many of the other choices as
 * possible, one that can be bought first, so that a product of thousands of variants needs a link per value, not per variant.
 */
public record OptionsView(List<Axis> axes) {

    /** Up to so many choices are links, more are a list to select from. */
    private static final int LINKS = 24;

    /** Up to so many variants are all described to search engines, of more those that the page links to. */
    private static final int DESCRIBED = 100;

    public enum State {
        /** With the other choices as they are, and in stock. */
        HERE,
        /** With the other choices as they are, sold out. */
        OUT,
        /** Changes another choice too. */
        ELSEWHERE
    }

    /** @param place number of the axis, from 0 */
    public record Axis(int place, String name, String selected, List<Choice> choices) {
        public boolean many() {
            return choices.size() > LINKS;
        }
    }

    /** @param price where it depends on this choice alone */
    public record Choice(
            String label,
            long sku,
            boolean selected,
            State state,
            @Nullable Money price) {}

    static OptionsView of(View page, ProductOptions options, List<Variant> variants, Variant chosen) {
        if (variants.size() < 2) {
            return new OptionsView(List.of());
        }
        boolean pricesDiffer = variants.stream().map(Variant::price).distinct().count() > 1;
        List<String> now = options.of().get(new SkuId(chosen.sku()));
        if (now == null) {
            List<Choice> all = variants.stream()
                    .map(each -> new Choice(
                            each.label(), each.sku(), each == chosen, state(each), pricesDiffer ? each.price() : null))
                    .toList();
            return new OptionsView(List.of(new Axis(0, page.t("shop.product.variant"), chosen.label(), all)));
        }
        List<Axis> axes = new ArrayList<>();
        for (int place = 0; place < now.size(); place++) {
            ProductOptions.Axis axis = options.axes().get(place);
            Targets targets = new Targets(options, now, place);
            variants.forEach(targets::offer);
            boolean priced = pricesDiffer && now.size() == 1;
            axes.add(new Axis(place, axis.name(), now.get(place), targets.choices(axis.values(), priced)));
        }
        return new OptionsView(List.copyOf(axes));
    }

    private static State state(Variant variant) {
        return variant.buyable() ? State.HERE : State.OUT;
    }

    /** Those of a group's variants that its structured data describes. */
    List<Variant> linked(List<Variant> variants) {
        if (variants.size() <= DESCRIBED) {
            return variants;
        }
        Set<Long> linked = new HashSet<>();
        axes.forEach(axis -> axis.choices().stream().limit(DESCRIBED).forEach(choice -> linked.add(choice.sku())));
        return variants.stream().filter(each -> linked.contains(each.sku())).toList();
    }

    /** For each value of one axis the variant it leads to. */
    private static final class Targets {
        private final ProductOptions options;
        private final List<String> now;
        private final int place;
        private final Map<String, Variant> best = new HashMap<>();
        private final Map<String, Integer> points = new HashMap<>();

        Targets(ProductOptions options, List<String> now, int place) {
            this.options = options;
            this.now = now;
            this.place = place;
        }

        void offer(Variant variant) {
            List<String> values = options.of().get(new SkuId(variant.sku()));
            if (values != null) {
                int score = 2 * kept(values) + (variant.buyable() ? 1 : 0);
                String value = values.get(place);
                if (score > points.getOrDefault(value, -1)) {
                    points.put(value, score);
                    best.put(value, variant);
                }
            }
        }

        private int kept(List<String> values) {
            int kept = 0;
            for (int i = 0; i < now.size(); i++) {
                kept += i != place && values.get(i).equals(now.get(i)) ? 1 : 0;
            }
            return kept;
        }

        List<Choice> choices(List<String> values, boolean priced) {
            List<Choice> choices = new ArrayList<>();
            for (String value : values) {
                Variant variant = best.get(value);
                if (variant != null) {
                    boolean all = points.getOrDefault(value, 0) / 2 == now.size() - 1;
                    State state = all ? state(variant) : State.ELSEWHERE;
                    boolean selected = value.equals(now.get(place));
                    choices.add(new Choice(value, variant.sku(), selected, state, priced ? variant.price() : null));
                }
            }
            return List.copyOf(choices);
        }
    }
}
