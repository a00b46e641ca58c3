package yardstick.orders.shipping;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import yardstick.orders.TrackingNumber;
import yardstick.orders.TrackingNumber.Validity;

/** Which carriers a tracking number may be of; the formats are rows of {@code tracking-numbers.tsv}. */
final class TrackingFormats {

    private static final int LONGEST = 60;

    private static final List<Format> FORMATS = load();

    private TrackingFormats() {}

    private record Format(String carrier, String country, Pattern form, CheckDigit check) {

        TrackingNumber judge(String number) {
            Validity validity = check == CheckDigit.NONE
                    ? Validity.UNCHECKED
                    : check.right(number) ? Validity.CHECKED : Validity.WRONG;
            return new TrackingNumber(carrier, country, validity);
        }
    }

    private static List<Format> load() {
        InputStream stream = Objects.requireNonNull(
                TrackingFormats.class.getResourceAsStream("/tracking-numbers.tsv"), "tracking-numbers.tsv");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Format(cells[0], cells[1], Pattern.compile(cells[2]), CheckDigit.of(cells[3])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Set<String> carriers() {
        Set<String> carriers = new TreeSet<>();
        FORMATS.forEach(format -> carriers.add(format.carrier()));
        return carriers;
    }

    /** Full-width and lower-case letters, blanks and dots are how people paste numbers. */
    static String tidy(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("[\\s.\u00a0\u200b-\u200f\ufeff]", "")
                .toUpperCase(Locale.ROOT);
    }

    /** The most believable first, every carrier once. */
    static List<TrackingNumber> recognise(String typed) {
        String number = tidy(typed);
        if (number.length() > LONGEST) {
            return List.of();
        }
        Map<String, TrackingNumber> best = new LinkedHashMap<>();
        for (Format format : FORMATS) {
            if (format.form().matcher(number).matches()) {
                best.merge(
                        format.carrier(),
                        format.judge(number),
                        (left, right) -> left.validity().compareTo(right.validity()) <= 0 ? left : right);
            }
        }
        return best.values().stream()
                .sorted(Comparator.comparing(TrackingNumber::validity))
                .toList();
    }
}
