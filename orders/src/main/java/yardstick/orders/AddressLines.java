package yardstick.orders;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An address as it is written where it is: from the large to the small in China, from the house to the town elsewhere.
 * Without name, telephone and country.
 */
public final class AddressLines {

    private AddressLines() {}

    /** @param address field name to text, as orders keep it */
    public static List<String> of(Map<String, String> address) {
        Stream<String> lines = address.getOrDefault("country", "").equals("CN")
                ? Stream.of(
                        join(address, "region", "city", "district"),
                        join(address, "line1"),
                        join(address, "line2"),
                        join(address, "postcode"))
                : Stream.of(
                        join(address, "line1"),
                        join(address, "line2"),
                        join(address, "district"),
                        join(address, "postcode", "city", "region"));
        return lines.filter(line -> !line.isEmpty()).toList();
    }

    /** A municipality is its own province: the same word twice is written once. */
    private static String join(Map<String, String> address, String... fields) {
        return Stream.of(fields)
                .map(address::get)
                .filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
