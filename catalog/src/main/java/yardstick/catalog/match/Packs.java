package yardstick.catalog.match;

import java.math.BigDecimal;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.standardise.PackSize;

/** Pack sizes as what compares. */
final class Packs {

    private Packs() {}

    static void set(Handle handle, long sku, String text) {
        Optional<PackSize> size = PackSize.parse(text);
        handle.createUpdate("""
                        UPDATE catalog.sku SET pack_size = :text, pack_quantity = CAST(:quantity AS numeric),
                            pack_unit = :unit WHERE id = :sku""")
                .bind("text", text)
                .bind("quantity", size.map(PackSize::quantity).orElse(null))
                .bind("unit", size.map(found -> found.unit().code()).orElse(null))
                .bind("sku", sku)
                .execute();
    }

    /** Dimension and amount in its base unit: 0.5 kg and 500 g are one; null when the pack says nothing. */
    static @Nullable String amount(@Nullable BigDecimal quantity, @Nullable String unit) {
        return PackSize.of(quantity, unit)
                .map(size -> size.unit().dimension() + " " + size.inBaseUnits().toPlainString())
                .orElse(null);
    }

    static boolean differ(@Nullable String left, @Nullable String right) {
        Optional<PackSize> a = PackSize.parse(left);
        Optional<PackSize> b = PackSize.parse(right);
        return a.isPresent()
                && b.isPresent()
                && (a.get().unit().dimension() != b.get().unit().dimension()
                        || a.get().inBaseUnits().compareTo(b.get().inBaseUnits()) != 0);
    }
}
