package yardstick.cli.drill;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import yardstick.sandbox.Impressions;

/** What a drill did and what it found. */
public final class Findings {

    private final String drill;
    private final long begun = System.nanoTime();
    private final List<String> did = new ArrayList<>();
    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private final List<Check> checks = new ArrayList<>();
    private JsonObject audit = JsonValue.EMPTY_JSON_OBJECT;

    Findings(String drill) {
        this.drill = drill;
    }

    private record Check(String name, boolean held, String detail) {}

    /** Says it at once on standard error, where people watch, and keeps it. */
    synchronized void did(String format, Object... arguments) {
        String line = String.format(Locale.ROOT, format, arguments);
        did.add(line);
        System.err.println(drill + ": " + line);
    }

    synchronized void number(String name, double value) {
        numbers.put(name, value);
    }

    synchronized void must(String name, boolean held, String detail) {
        checks.add(new Check(name, held, detail));
    }

    /** Nothing else than pages and pauses may have been shown. */
    void shown(Impressions impressions) {
        number("answers", impressions.answers());
        number("answers_p95_ms", impressions.percentile(.95));
        number("pauses_503_with_retry_after", impressions.pauses());
        number("unreached", impressions.unreached());
        must(
                "no 5xx shown but 503 with Retry-After",
                impressions.errorPages() == 0,
                impressions.errorPages() + " " + impressions.errors());
    }

    /** The report of the last audit. */
    void audited(JsonObject report) {
        audit = report;
        must("audit", report.getBoolean("clean") && report.getString("ledger").equals("compared"), broken(report, ""));
        must(
                "0 double charges",
                broken(report, "ledger.no_order_is_charged_twice").isEmpty(),
                "by the gateway's ledger");
        must(
                "0 paid without order",
                broken(report, "ledger.no_money_without_order").isEmpty(),
                "by the gateway's ledger");
        must(
                "0 orders paid without money",
                broken(report, "ledger.every_booked_capture_was_taken").isEmpty()
                        && broken(report, "payment.paid_order_has_one_capture").isEmpty(),
                "by the gateway's ledger");
    }

    /** @param tokens of the orders that shoppers were told are paid */
    void told(DrillShop shop, Collection<String> tokens) throws SQLException {
        long paid = 0;
        for (String token : tokens) {
            paid += shop.number("SELECT count(*) FROM orders.orders WHERE token = '" + token + "' AND state = 'PAID'");
        }
        must("all that was told is in the books", paid == tokens.size(), paid + " of " + tokens.size());
    }

    private static String broken(JsonObject report, String only) {
        StringBuilder text = new StringBuilder();
        report.getJsonArray("broken").getValuesAs(JsonObject.class).stream()
                .filter(each -> only.isEmpty() || each.getString("invariant").equals(only))
                .forEach(each -> text.append(each.getString("invariant"))
                        .append(": ")
                        .append(each.getString("example"))
                        .append("; "));
        return text.toString();
    }

    public boolean clean() {
        return !checks.isEmpty() && checks.stream().allMatch(Check::held);
    }

    public JsonObject json() {
        JsonArrayBuilder lines = Json.createArrayBuilder(did);
        JsonObjectBuilder values = Json.createObjectBuilder();
        numbers.forEach((name, value) -> {
            if (value == Math.rint(value)) {
                values.add(name, value.longValue());
            } else {
                values.add(name, Math.round(value * 100) / 100.0);
            }
        });
        JsonArrayBuilder held = Json.createArrayBuilder();
        checks.forEach(each -> held.add(Json.createObjectBuilder()
                .add("check", each.name())
                .add("held", each.held())
                .add("detail", each.detail())));
        return Json.createObjectBuilder()
                .add("drill", drill)
                .add("clean", clean())
                .add("seconds", seconds())
                .add("did", lines)
                .add("numbers", values)
                .add("checks", held)
                .add("audit", audit)
                .build();
    }

    private long seconds() {
        return (System.nanoTime() - begun) / 1_000_000_000L;
    }

    /** For people; what was done has been said already. */
    public String text() {
        StringBuilder text = new StringBuilder();
        numbers.forEach((name, value) -> text.append(String.format(
                Locale.ROOT, value == Math.rint(value) ? "%-38s %,12.0f%n" : "%-38s %,12.2f%n", name, value)));
        checks.forEach(each -> text.append(String.format(
                "%-4s %s%s%n", each.held() ? "ok" : "NOT", each.name(), each.held() ? "" : ": " + each.detail())));
        if (!audit.isEmpty()) {
            text.append(audit.getInt("invariants")).append(" invariants audited\n");
        }
        return text + (clean() ? "The drill " + drill + " held" : "The drill " + drill + " FAILED") + " in " + seconds()
                + " s.";
    }
}
