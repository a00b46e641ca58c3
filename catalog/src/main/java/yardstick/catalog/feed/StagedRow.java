package yardstick.catalog.feed;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.standardise.PackSize;

/** A checked row of a file; nulls are what the row does not say. */
record StagedRow(
        long line,
        String code,
        String codeKey,
        String productKey,
        @Nullable String variant,
        @Nullable String title,
        @Nullable String titleZh,
        @Nullable String brand,
        @Nullable String category,
        @Nullable String categoryZh,
        @Nullable Long priceMinor,
        @Nullable Long listPriceMinor,
        String currency,
        @Nullable Integer stock,
        @Nullable String gtin,
        @Nullable String packText,
        Optional<PackSize> packSize,
        @Nullable String description,
        @Nullable String descriptionZh,
        @Nullable String image,
        String attributes,
        @Nullable String rules) {

    /** A staging column: its SQL array type and its value. */
    record Field(String name, String type, Function<StagedRow, @Nullable Object> value) {}
}
