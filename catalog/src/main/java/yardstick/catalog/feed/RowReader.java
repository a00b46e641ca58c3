package yardstick.catalog.feed;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.standardise.Cleanup;
import yardstick.catalog.standardise.PackSize;

/** Turns a record into a checked row, in the shop's currency. */
final class RowReader {

    /** Codes of invoice lines that stand for services, fees and corrections. */
    private static final Set<String> NOT_PRODUCTS = Set.of(
            "POST", "DOT", "C2", "D", "M", "S", "B", "PADS", "CRUK", "BANK CHARGES", "AMAZONFEE", "ADJUST", "ADJUST2");

    private static final String VOUCHER = "GIFT_";
    private static final int MAX_CODE = 64;

    private final Header header;
    private final String currency;

    RowReader(Header header, String currency) {
        this.header = header;
        this.currency = currency;
    }

    boolean notAProduct(Row row) {
        if (!header.invoiceLines()) {
            return false;
        }
        String code = raw(row, Column.SKU).strip().toUpperCase(Locale.ROOT);
        return NOT_PRODUCTS.contains(code) || code.startsWith(VOUCHER);
    }

    StagedRow read(Row row) throws RowRefused {
        if (row.fields().size() != header.names().size()) {
            throw new RowRefused(
                    "", row.fields().size() + " / " + header.names().size(), "wrong_number_of_columns");
        }
        String code = code(row);
        String codeKey = code.toUpperCase(Locale.ROOT);
        String product = text(row, Column.PRODUCT);
        String pack = text(row, Column.PACKAGE_SIZE);
        String category = categoryPath(row);
        checkCurrency(row);
        Cleaned title = new Cleaned("title", title(row, pack), Cleanup::title);
        Cleaned titleZh = new Cleaned("title_zh", text(row, Column.TITLE_ZH), Cleanup::title);
        Cleaned brand = new Cleaned("brand", text(row, Column.BRAND), Cleanup::brand);
        return new StagedRow(
                row.line(),
                code,
                codeKey,
                product == null ? codeKey : product.toUpperCase(Locale.ROOT),
                text(row, Column.VARIANT),
                title.value(),
                titleZh.value(),
                brand.value(),
                category,
                categoryZh(row, category),
                price(row, Column.PRICE),
                price(row, Column.LIST_PRICE),
                currency,
                Values.whole(name(Column.STOCK), raw(row, Column.STOCK)),
                Values.gtin(name(Column.GTIN), raw(row, Column.GTIN)),
                pack,
                PackSize.parse(pack),
                Values.html(name(Column.DESCRIPTION), raw(row, Column.DESCRIPTION)),
                Values.html(name(Column.DESCRIPTION_ZH), raw(row, Column.DESCRIPTION_ZH)),
                Values.image(name(Column.IMAGE), raw(row, Column.IMAGE)),
                attributes(row),
                Cleaned.rules(row.rules(), List.of(title, titleZh, brand)));
    }

    private String code(Row row) throws RowRefused {
        String code = text(row, Column.SKU);
        if (code == null) {
            throw new RowRefused(name(Column.SKU), "", "sku_missing");
        }
        if (code.length() > MAX_CODE) {
            throw new RowRefused(name(Column.SKU), code, "too_long");
        }
        return code;
    }

    private void checkCurrency(Row row) throws RowRefused {
        String stated = text(row, Column.CURRENCY);
        if (stated != null && !stated.equalsIgnoreCase(currency)) {
            throw new RowRefused(name(Column.CURRENCY), stated, "other_currency");
        }
    }

    private @Nullable String title(Row row, @Nullable String pack) throws RowRefused {
        String title = text(row, Column.TITLE);
        if (title == null && !header.has(Column.TITLE)) {
            String kind = Optional.ofNullable(text(row, Column.TYPE)).orElse(text(row, Column.CATEGORY));
            title = kind == null
                    ? null
                    : Stream.of(kind, pack == null ? "" : pack)
                            .collect(Collectors.joining(" "))
                            .strip();
        }
        if (title == null) {
            title = text(row, Column.TITLE_ZH);
        }
        if (title == null && !header.invoiceLines()) {
            throw new RowRefused(name(header.has(Column.TITLE) ? Column.TITLE : Column.TYPE), "", "title_missing");
        }
        return title;
    }

    private @Nullable String categoryPath(Row row) throws RowRefused {
        String category = raw(row, Column.CATEGORY);
        String department = raw(row, Column.DEPARTMENT);
        return Values.category(name(Column.CATEGORY), department.isBlank() ? category : department + " > " + category);
    }

    private @Nullable String categoryZh(Row row, @Nullable String category) throws RowRefused {
        String chinese = Values.category(name(Column.CATEGORY_ZH), raw(row, Column.CATEGORY_ZH));
        if (chinese != null && Values.depth(chinese) != Values.depth(category)) {
            throw new RowRefused(name(Column.CATEGORY_ZH), chinese, "category_levels_differ");
        }
        return chinese;
    }

    /** Invoice lines carry refunds and corrections: there, an amount that is not positive says nothing. */
    private @Nullable Long price(Row row, Column column) throws RowRefused {
        Long minor = Values.minor(name(column), raw(row, column), currency);
        if (minor != null && minor <= 0) {
            if (header.invoiceLines()) {
                return null;
            }
            throw new RowRefused(name(column), raw(row, column), "not_positive");
        }
        return minor;
    }

    private String attributes(Row row) throws RowRefused {
        if (header.attributes().isEmpty()) {
            return "{}";
        }
        StringBuilder json = new StringBuilder("{");
        for (var attribute : header.attributes().entrySet()) {
            String value = Values.text(
                    Column.ATTRIBUTE + attribute.getKey(), row.fields().get(attribute.getValue()));
            if (value != null) {
                json.append(json.length() > 1 ? "," : "")
                        .append(ImportReport.quote(attribute.getKey()))
                        .append(':')
                        .append(ImportReport.quote(value));
            }
        }
        return json.append('}').toString();
    }

    private @Nullable String text(Row row, Column column) throws RowRefused {
        return Values.text(name(column), raw(row, column));
    }

    private String raw(Row row, Column column) {
        Integer index = header.columns().get(column);
        return index == null || index >= row.fields().size() ? "" : row.fields().get(index);
    }

    /** The column as the file calls it. */
    private String name(Column column) {
        Integer index = header.columns().get(column);
        return index == null ? column.aliases().getFirst() : header.names().get(index);
    }
}
