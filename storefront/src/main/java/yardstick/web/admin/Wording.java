package yardstick.web.admin;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.metrics.Panel.Interval;
import yardstick.web.Formats;

/** Statistics as people read them; a dash for what is not defined. */
final class Wording {

    static final String NONE = "\u2013";

    private final Office office;
    private final Formats formats;

    Wording(Office office) {
        this.office = office;
        this.formats = office.formats();
    }

    String text(String key) {
        return office.text(key);
    }

    String text(String key, Map<String, ?> arguments) {
        return office.text(key, arguments);
    }

    String number(long value) {
        return formats.number(value);
    }

    String money(@Nullable Double minor, String currency) {
        return minor == null ? NONE : formats.money(Money.of(Math.round(minor), currency));
    }

    static String percent(@Nullable Double share) {
        return share == null
                ? NONE
                : String.format(Locale.ROOT, "%.2f%%", share * 100).replace('-', '\u2212');
    }

    String of(Scale scale, @Nullable Double value, String currency) {
        return switch (scale) {
            case MONEY -> money(value, currency);
            case SHARE -> percent(value);
            case NUMBER ->
                value == null ? NONE : String.format(Locale.ROOT, "%.4f", value).replace('-', '\u2212');
        };
    }

    String range(Scale scale, @Nullable Interval interval, String currency) {
        return interval == null
                ? NONE
                : text(
                        "admin.interval",
                        Map.of(
                                "low",
                                of(scale, interval.low(), currency),
                                "high",
                                of(scale, interval.high(), currency)));
    }

    /** What a value is measured in. */
    enum Scale {
        MONEY,
        SHARE,
        NUMBER
    }
}
