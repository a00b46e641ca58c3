package yardstick.metrics.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options of one request; asks for each by name and names the one that is wrong. */
record Options(Map<String, List<String>> values) {

    void allow(String... names) {
        Set<String> known = Set.of(names);
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "unknown option --" + name + "; known are " + Arrays.toString(names));
                });
    }

    Optional<String> find(String name) {
        List<String> found = values.getOrDefault(name, List.of());
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
    }

    String text(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("option --" + name + " is missing"));
    }

    String oneOf(String name, String... allowed) {
        return oneOf(name, List.of(allowed));
    }

    /** @param allowed the first is the default */
    String oneOf(String name, List<String> allowed) {
        String value = find(name).orElse(allowed.getFirst());
        if (!allowed.contains(value)) {
            throw new IllegalArgumentException("--" + name + " is one of " + allowed + ", not " + value);
        }
        return value;
    }

    double number(String name, double otherwise) {
        return find(name).map(value -> number(name, value)).orElse(otherwise);
    }

    private static double number(String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " must be a number, not " + value, e);
        }
    }

    /** Comma-separated parts. */
    List<String> list(String name) {
        return find(name).map(value -> List.of(value.split(","))).orElse(List.of());
    }

    double[] numbers(String name) {
        return list(name).stream().mapToDouble(value -> number(name, value)).toArray();
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
