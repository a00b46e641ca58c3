package yardstick.orders.invoice;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import yardstick.orders.json.JsonText;

/**
 * What a document says, frozen when it is issued. Labels of the shop's own texts are keys, so that it can be read in
 * either language later.
 *
 * @param date of issue in the shop's zone
 * @param contained tax that the total contains, one row for each rate; its unit is what the rate was taken of
 */
record InvoiceContent(
        String seller,
        String orderNumber,
        String orderDate,
        String date,
        String currency,
        List<String> buyer,
        List<Row> rows,
        List<Row> sums,
        long total,
        List<Row> contained) {

    /** @param key a text key, or empty when {@code text} is to be taken as it is */
    record Row(String key, String text, int quantity, long unit, long amount) {}

    String json() {
        JsonArrayBuilder people = JsonText.array();
        buyer.forEach(people::add);
        return JsonText.object()
                .add("seller", seller)
                .add("order", orderNumber)
                .add("order_date", orderDate)
                .add("date", date)
                .add("currency", currency)
                .add("buyer", people)
                .add("rows", array(rows))
                .add("sums", array(sums))
                .add("total", total)
                .add("contained", array(contained))
                .build()
                .toString();
    }

    private static JsonArrayBuilder array(List<Row> rows) {
        JsonArrayBuilder array = JsonText.array();
        rows.forEach(row -> array.add(JsonText.object()
                .add("key", row.key())
                .add("text", row.text())
                .add("quantity", row.quantity())
                .add("unit", row.unit())
                .add("amount", row.amount())));
        return array;
    }

    static InvoiceContent of(String json) {
        JsonObject object = JsonText.parse(json);
        return new InvoiceContent(
                object.getString("seller"),
                object.getString("order"),
                object.getString("order_date"),
                object.getString("date"),
                object.getString("currency"),
                object.getJsonArray("buyer").getValuesAs(JsonString::getString),
                rows(object.getJsonArray("rows")),
                rows(object.getJsonArray("sums")),
                object.getJsonNumber("total").longValue(),
                object.containsKey("contained") ? rows(object.getJsonArray("contained")) : List.of());
    }

    private static List<Row> rows(List<JsonValue> array) {
        List<Row> rows = new ArrayList<>();
        for (JsonValue value : array) {
            JsonObject row = value.asJsonObject();
            rows.add(new Row(
                    row.getString("key"),
                    row.getString("text"),
                    row.getInt("quantity"),
                    row.getJsonNumber("unit").longValue(),
                    row.getJsonNumber("amount").longValue()));
        }
        return rows;
    }

    static List<Row> goods(Handle handle, long order) {
        return handle.createQuery("""
                        SELECT title, quantity, unit_price_minor, line_total_minor FROM orders.order_line
                        WHERE order_id = :order ORDER BY line_no""")
                .bind("order", order)
                .map((row, context) -> new Row("", row.getString(1), row.getInt(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    static List<Row> adjustments(Handle handle, long order) {
        return handle.createQuery(
                        "SELECT label, amount_minor FROM orders.order_adjustment WHERE order_id = :order ORDER BY position")
                .bind("order", order)
                .map((row, context) -> new Row("", row.getString(1), 1, row.getLong(2), row.getLong(2)))
                .list();
    }
}
