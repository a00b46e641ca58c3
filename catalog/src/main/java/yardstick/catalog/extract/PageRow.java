package yardstick.catalog.extract;

import java.util.Map;

/**
 * What a page says of its product, as a row of a catalogue file.
 *
 * @param values by column: {@code title}, {@code gtin}, {@code attr:Material}
 * @param rules JSON of column to rule and confidence
 */
public record PageRow(String page, Map<String, String> values, String rules) {}
