package yardstick.catalog.feed;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.standardise.Cleanup;

/** A field of a row after its clean-up, with what to remember about it. */
record Cleaned(String field, @Nullable Cleanup cleanup) {

    Cleaned(String field, @Nullable String stated, Function<String, Cleanup> rules) {
        this(field, stated == null ? null : rules.apply(stated));
    }

    @Nullable String value() {
        return cleanup == null ? null : cleanup.value();
    }

    /** Field: rule, confidence, and what the source stated. */
    private Stream<String> rule() {
        return cleanup == null || !cleanup.changed()
                ? Stream.empty()
                : Stream.of(ImportReport.quote(field) + ":[" + ImportReport.quote(cleanup.rule()) + ","
                        + cleanup.confidence() + "," + ImportReport.quote(cleanup.stated()) + "]");
    }

    /** Those of a page, and those of the clean-up, which come after them and win. */
    static @Nullable String rules(String ofPage, List<Cleaned> fields) {
        String own = fields.stream().flatMap(Cleaned::rule).collect(Collectors.joining(","));
        if (own.isEmpty()) {
            return ofPage.isEmpty() ? null : ofPage;
        }
        String before = ofPage.isEmpty() ? "{" : ofPage.substring(0, ofPage.lastIndexOf('}'));
        return before + (before.length() > 1 ? "," : "") + own + "}";
    }
}
