package yardstick.web.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import yardstick.catalog.ProductOptions;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;
import yardstick.web.Browser;
import yardstick.web.Head;
import yardstick.web.View;
import yardstick.web.shop.OptionsView.Choice;
import yardstick.web.shop.OptionsView.State;
import yardstick.web.shop.ProductView.Variant;

class OptionsViewTest {

    private final View page = page();

    private static View page() {
        Browser browser = new Browser();
        browser.get("/en/p/product-0");
        return browser.pages().view(Head.of(""));
    }

    private final List<Variant> variants = new ArrayList<>();
    private final Map<SkuId, List<String>> of = new HashMap<>();

    private void variant(long sku, int available, String... values) {
        variants.add(new Variant(sku, "C" + sku, String.join(" ", values), Money.of(1_000, "CNY"), null, available));
        of.put(new SkuId(sku), List.of(values));
    }

    private OptionsView view(long chosen, ProductOptions.Axis... axes) {
        Variant now = variants.stream()
                .filter(each -> each.sku() == chosen)
                .findFirst()
                .orElseThrow();
        return OptionsView.of(page, new ProductOptions(List.of(axes), of), variants, now);
    }

    @Test
    void aChoiceKeepsTheOthersOrSaysThatItCannot() {
        variant(1, 5, "Red", "S");
        variant(2, 0, "Red", "M");
        variant(3, 5, "Blue", "M");
        variant(4, 0, "Blue", "L");
        var colours = new ProductOptions.Axis("Colour", List.of("Red", "Blue"));
        var sizes = new ProductOptions.Axis("Size", List.of("S", "M", "L"));
        OptionsView view = view(1, colours, sizes);
        assertEquals(
                List.of(
                        new Choice("Red", 1, true, State.HERE, null),
                        new Choice("Blue", 3, false, State.ELSEWHERE, null)),
                view.axes().getFirst().choices());
        assertEquals(
                List.of(
                        new Choice("S", 1, true, State.HERE, null),
                        new Choice("M", 2, false, State.OUT, null),
                        new Choice("L", 4, false, State.ELSEWHERE, null)),
                view.axes().getLast().choices());
        assertEquals("S", view.axes().getLast().selected());
    }

    @Test
    void fiveThousandVariantsNeedALinkPerValue() {
        List<String> colours = names("Colour ", 20);
        List<String> sizes = names("Size ", 250);
        for (int i = 0; i < 5_000; i++) {
            variant(1 + i, 1, colours.get(i % 20), sizes.get(i / 20));
        }
        OptionsView view =
                view(777, new ProductOptions.Axis("Colour", colours), new ProductOptions.Axis("Size", sizes));
        assertEquals(20, view.axes().getFirst().choices().size());
        assertEquals(250, view.axes().getLast().choices().size());
        assertTrue(view.axes().getLast().many());
        assertTrue(view.axes().stream()
                .flatMap(axis -> axis.choices().stream())
                .allMatch(each -> each.state() == State.HERE));
        List<Variant> described = view.linked(variants);
        assertTrue(described.size() < 125, () -> described.size() + " described");
        assertTrue(described.stream().anyMatch(each -> each.sku() == 777), "what is shown is described");
    }

    private static List<String> names(String word, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(word + i);
        }
        return names;
    }
}
