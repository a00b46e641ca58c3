package yardstick.cli.drill;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.Panel.Overlap;
import yardstick.metrics.Release;
import yardstick.metrics.ReleaseReport;
import yardstick.metrics.Simulation.Reading;

/** What {@code /api/measure/releases/KEY} answers. */
final class ReadingJson {

    private ReadingJson() {}

    static Reading of(JsonObject body) {
        JsonObject verdict = body.getJsonObject("verdict");
        return new Reading(
                body.getJsonArray("rows").getValuesAs(ReadingJson::row),
                body.getJsonArray("segments").getValuesAs(ReadingJson::slice),
                new ReleaseReport.Verdict(
                        ReleaseReport.Advice.valueOf(upper(verdict, "advice")),
                        verdict.getString("code"),
                        Map.of(),
                        verdict.isNull("until") ? null : LocalDate.parse(verdict.getString("until"))),
                body.getJsonArray("overlaps").getValuesAs(ReadingJson::overlap),
                Release.State.valueOf(upper(body, "state")),
                body.getJsonArray("history").isEmpty()
                        ? ""
                        : body.getJsonArray("history").getJsonObject(0).getString("what"));
    }

    private static String upper(JsonObject object, String name) {
        return object.getString(name).toUpperCase(Locale.ROOT);
    }

    private static ReleaseReport.Row row(JsonValue value) {
        JsonObject row = value.asJsonObject();
        JsonObject effect = row.isNull("effect") ? null : row.getJsonObject("effect");
        return new ReleaseReport.Row(
                row.getString("metric"),
                ReleaseReport.Purpose.valueOf(upper(row, "purpose")),
                number(row, "control"),
                number(row, "treatment"),
                effect == null ? null : effect(effect));
    }

    private static ReleaseReport.Effect effect(JsonObject effect) {
        return new ReleaseReport.Effect(
                plain(effect, "difference"),
                Objects.requireNonNull(interval(effect, "interval")),
                number(effect, "relative"),
                interval(effect, "relative_interval"),
                plain(effect, "p"),
                plain(effect, "adjusted"),
                plain(effect, "chance"),
                plain(effect, "reduction"));
    }

    private static ReleaseReport.Slice slice(JsonValue value) {
        JsonObject slice = value.asJsonObject();
        return new ReleaseReport.Slice(
                slice.getString("dimension"),
                slice.getString("segment"),
                slice.getJsonNumber("visitors").longValue(),
                number(slice, "relative"),
                interval(slice, "interval"));
    }

    private static Overlap overlap(JsonValue value) {
        JsonObject overlap = value.asJsonObject();
        return new Overlap(
                overlap.getString("other"),
                overlap.getString("metric"),
                LocalDate.parse(overlap.getString("from")),
                LocalDate.parse(overlap.getString("to")),
                overlap.getJsonNumber("visitors").longValue(),
                part(overlap.getJsonObject("own")),
                part(overlap.getJsonObject("theirs")),
                part(overlap.getJsonObject("interaction")));
    }

    private static Overlap.Part part(JsonObject part) {
        return new Overlap.Part(plain(part, "value"), Objects.requireNonNull(interval(part, "interval")));
    }

    private static double plain(JsonObject object, String name) {
        Double value = number(object, name);
        return value == null ? Double.NaN : value;
    }

    private static @Nullable Double number(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber number ? number.doubleValue() : null;
    }

    private static @Nullable Interval interval(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject interval
                ? new Interval(plain(interval, "low"), plain(interval, "high"))
                : null;
    }
}
