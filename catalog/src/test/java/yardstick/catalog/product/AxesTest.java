package yardstick.catalog.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import yardstick.catalog.ProductOptions;
import yardstick.catalog.SkuId;

class AxesTest {

    private final Map<SkuId, Map<String, String>> skus = new HashMap<>();

    private void sku(long id, String... namesAndValues) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        skus.put(new SkuId(id), values);
    }

    @Test
    void fewValuesBeatManyAndWhatIsDecidedIsNoChoice() {
        sku(7, "Weight", "101 g", "Colour", "Red", "Dye", "Madder", "Fabric", "Linen", "Size", "S");
        sku(8, "Weight", "102 g", "Colour", "Red", "Dye", "Madder", "Fabric", "Linen", "Size", "M");
        sku(9, "Weight", "103 g", "Colour", "Blue", "Dye", "Woad", "Fabric", "Linen", "Size", "S");
        ProductOptions options = Axes.of(skus);
        assertEquals(
                List.of(
                        new ProductOptions.Axis("Colour", List.of("Red", "Blue")),
                        new ProductOptions.Axis("Size", List.of("S", "M"))),
                options.axes());
        assertEquals(List.of("Blue", "S"), options.of().get(new SkuId(9)));
    }

    @Test
    void whatOnlySomeStateTellsNobodyApart() {
        sku(1, "Colour", "Red");
        sku(2, "Size", "M");
        assertEquals(ProductOptions.NONE, Axes.of(skus));
        sku(3, "Colour", "Red");
        assertEquals(ProductOptions.NONE, Axes.of(skus));
    }

    @Test
    void valuesOfTheAxesNameOneSku() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 300; round++) {
            skus.clear();
            int count = 2 + random.nextInt(40);
            for (int i = 0; i < count; i++) {
                String[] values = new String[10];
                for (int a = 0; a < 5; a++) {
                    values[2 * a] = "A" + a;
                    values[2 * a + 1] = "v" + random.nextInt(2 + 2 * a);
                }
                sku(i, values);
            }
            ProductOptions options = Axes.of(skus);
            int told = new HashSet<>(options.of().values()).size();
            int different = new HashSet<>(skus.values()).size();
            assertEquals(different == count ? count : 0, told, skus::toString);
        }
    }
}
