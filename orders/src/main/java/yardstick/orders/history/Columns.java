package yardstick.orders.history;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import yardstick.kernel.JobRefused;
import yardstick.kernel.Refusal;

/** Where each field stands in the file, by the names of its header. */
final class Columns {

    /** A field and the header names it goes by, compared without case, spaces and punctuation. */
    enum Field {
        INVOICE(true, "InvoiceNo", "Invoice", "InvoiceNumber", "OrderNo", "OrderNumber", "OrderId"),
        CODE(true, "StockCode", "Sku", "Code", "ProductCode", "ItemCode"),
        TITLE(false, "Description", "Title", "ProductName", "Name"),
        QUANTITY(true, "Quantity", "Qty", "Units"),
        DATE(true, "InvoiceDate", "OrderDate", "PlacedAt", "DateTime", "Date"),
        PRICE(true, "UnitPrice", "Price"),
        CUSTOMER(false, "CustomerID", "Customer", "CustomerNo", "CustomerNumber"),
        COUNTRY(false, "Country", "CountryCode");

        private final boolean required;
        private final String label;
        private final List<String> names;

        Field(boolean required, String... names) {
            this.required = required;
            this.label = names[0];
            this.names = Arrays.stream(names).map(Columns::normalised).toList();
        }
    }

    private final Map<Field, Integer> positions = new EnumMap<>(Field.class);
    private final int count;

    /** @throws JobRefused naming the column that is missing */
    Columns(CsvRecord header) {
        List<String> found =
                header.getFields().stream().map(Columns::normalised).toList();
        count = found.size();
        for (Field field : Field.values()) {
            field.names.stream()
                    .mapToInt(found::indexOf)
                    .filter(position -> position >= 0)
                    .findFirst()
                    .ifPresent(position -> positions.put(field, position));
            if (field.required && !positions.containsKey(field)) {
                throw new JobRefused(new Refusal(
                        "orders.import_no_column",
                        Map.of("column", field.label, "found", String.join(", ", header.getFields()))));
            }
        }
    }

    private static String normalised(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    boolean complete(CsvRecord row) {
        return row.getFieldCount() == count;
    }

    /** The trimmed text, empty for a column the file does not have. */
    String text(CsvRecord row, Field field) {
        Integer position = positions.get(field);
        return position == null ? "" : row.getField(position).replace("\0", "").strip();
    }
}
