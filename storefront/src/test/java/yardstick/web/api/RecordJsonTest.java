package yardstick.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yardstick.catalog.CatalogList;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductId;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;
import yardstick.metrics.Panel;

class RecordJsonTest {

    record Text(String someText) {}

    record Empty() {}

    record Mixed(
            int number,
            double ratio,
            @Nullable String nothing,
            List<Text> list,
            Map<String, Integer> map,
            BigDecimal money,
            LocalDate day,
            RecordJson.Raw raw) {}

    private static String json(Record value) {
        return new String(RecordJson.bytes(value), StandardCharsets.UTF_8);
    }

    @Property
    void everyTextComesBack(@ForAll String text) {
        String wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        JsonObject parsed =
                Json.createReader(new StringReader(json(new Text(text)))).readObject();
        assertEquals(wellFormed, parsed.getString("some_text"));
    }

    @Test
    void writesNamesInSnakeCaseAndNullAsNull() {
        Mixed mixed = new Mixed(
                -3,
                Double.NaN,
                null,
                List.of(new Text("中\n\"")),
                Map.of(),
                new BigDecimal("12.50"),
                LocalDate.of(2026, 1, 2),
                new RecordJson.Raw("[1]"));
        assertEquals(
                "{\"number\":-3,\"ratio\":null,\"nothing\":null,\"list\":[{\"some_text\":\"中\\u000a\\\"\"}],\"map\":{},"
                        + "\"money\":12.50,\"day\":\"2026-01-02\",\"raw\":[1]}",
                json(mixed));
        assertEquals("{}", json(new Empty()));
    }

    @Test
    void panelHasExactlyThePromisedShape() {
        Panel.Kpi none = new Panel.Kpi(null, null);
        Panel.Kpi atv = new Panel.Kpi(53_415.267, new Panel.Interval(51_000.004, 55_830.5));
        Panel.Summary summary = new Panel.Summary(
                LocalDate.of(2010, 12, 1),
                LocalDate.of(2011, 12, 9),
                "GBP",
                3,
                160_246,
                500,
                atv,
                2,
                1,
                new Panel.Kpi(0.5, new Panel.Interval(0.25, 0.75)),
                0,
                0,
                none,
                List.of(new Panel.Day(LocalDate.of(2010, 12, 1), 3, 160_246, 500, atv, 0, none, 0, 0, none)),
                new yardstick.tracking.Reconciliation(0, 0, 0, 0, List.of()));
        assertEquals(
                "{\"from\":\"2010-12-01\",\"to\":\"2011-12-09\",\"currency\":\"GBP\",\"orders\":3,\"revenue_minor\":160246,"
                        + "\"atv_minor\":53415.27,\"buyers\":2,\"repeat_buyers\":1,\"rpr\":0.5,\"sessions\":0,\"cvr\":null,"
                        + "\"intervals\":{\"atv_minor\":[51000.00,55830.50],\"rpr\":[0.25,0.75],\"cvr\":null},"
                        + "\"refunds_minor\":500,\"days\":[{\"day\":\"2010-12-01\",\"orders\":3,\"revenue_minor\":160246,"
                        + "\"refunds_minor\":500,\"atv_minor\":53415.27,\"sessions\":0,\"cvr\":null,"
                        + "\"buyers\":0,\"repeat_buyers\":0,\"rpr\":null,"
                        + "\"intervals\":{\"atv_minor\":[51000.00,55830.50],\"cvr\":null,\"rpr\":null}}],\"releases\":[]}",
                json(AdminJson.PanelBody.of(summary, List.of())));
    }

    @Test
    void listOfTwentyIsFast() {
        Money price = Money.of(1999, "CNY");
        ProductCard card = new ProductCard(
                new ProductId(1),
                new SkuId(2),
                "tea-pot",
                "Tea pot 茶壶",
                "Acme",
                "Kitchen",
                price,
                null,
                null,
                null,
                true);
        CatalogList list = new CatalogList(java.util.Collections.nCopies(20, card), 92_331, 1, 4617, List.of());
        int bytes = 0;
        for (int i = 0; i < 20_000; i++) {
            bytes = RecordJson.bytes(CatalogJson.ProductList.of(list)).length;
        }
        long start = System.nanoTime();
        for (int i = 0; i < 5_000; i++) {
            bytes = RecordJson.bytes(CatalogJson.ProductList.of(list)).length;
        }
        long micros = (System.nanoTime() - start) / 5_000 / 1_000;
        System.getLogger("measurement").log(System.Logger.Level.INFO, "list of 20: {0} us, {1} bytes", micros, bytes);
        assertTrue(bytes > 3_000);
    }
}
