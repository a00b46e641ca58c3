package yardstick.web.demo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invented order.
 *
 * @param invoice digits only; the order's number becomes {@code demo-<invoice>}
 * @param customer null for a guest
 */
record DemoOrder(String invoice, @Nullable String customer, Instant placedAt, List<Line> lines) {

    static final String SOURCE = "demo";

    record Line(DemoProduct product, int quantity) {
        long totalMinor() {
            return product.priceMinor() * quantity;
        }
    }

    /** One line of an order given back. */
    record Returned(DemoOrder order, Line line, Instant at) {}

    String number() {
        return SOURCE + "-" + invoice;
    }

    long totalMinor() {
        return total(lines);
    }

    static long total(List<Line> lines) {
        return lines.stream().mapToLong(Line::totalMinor).sum();
    }
}
