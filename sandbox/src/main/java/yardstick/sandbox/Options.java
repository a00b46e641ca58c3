package yardstick.sandbox;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the sandbox is started.
 *
 * @param port 0 for any free one
 * @param publicUrl address for browsers when it is not {@code http://127.0.0.1:<port>}
 * @param seed of the draws that decide whether a fault with a probability happens
 */
public record Options(
        int port,
        Path data,
        String merchant,
        String secret,
        String carrierSecret,
        @Nullable String publicUrl,
        long seed) {

    static final String USAGE =
            "usage: java -jar sandbox.jar --port P --data DIR --merchant M --secret S (or SANDBOX_SECRET)"
                    + " [--carrier-secret S2] [--public-url URL] [--seed N]";

    private static final Set<String> NAMES =
            Set.of("--port", "--data", "--merchant", "--secret", "--carrier-secret", "--public-url", "--seed");

    /**
     * @param environment {@code SANDBOX_SECRET} and {@code SANDBOX_CARRIER_SECRET} keep secrets off the process list
     * @throws IllegalArgumentException with one line to show
     */
    static Options parse(List<String> arguments, Map<String, String> environment) {
        Map<String, String> values = new HashMap<>();
        environment.forEach((name, value) -> {
            if (name.equals("SANDBOX_SECRET") || name.equals("SANDBOX_CARRIER_SECRET")) {
                values.put(
                        "--"
                                + name.substring("SANDBOX_".length())
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'),
                        value);
            }
        });
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("unknown option " + name);
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException("option " + name + " needs a value");
            }
            values.put(name, arguments.get(i + 1));
        }
        String secret = required(values, "--secret");
        return new Options(
                (int) number(values, "--port", "0", 65_535),
                Path.of(required(values, "--data")),
                required(values, "--merchant"),
                secret,
                values.getOrDefault("--carrier-secret", secret),
                values.get("--public-url"),
                number(values, "--seed", "42", Long.MAX_VALUE));
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("option " + name + " is missing");
        }
        return value;
    }

    private static long number(Map<String, String> values, String name, String fallback, long largest) {
        String text = values.getOrDefault(name, fallback);
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) > largest) {
            throw new IllegalArgumentException("option " + name + " must be a whole number up to " + largest);
        }
        return Long.parseLong(text);
    }
}
