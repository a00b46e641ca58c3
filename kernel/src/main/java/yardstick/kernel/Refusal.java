package yardstick.kernel;

import java.util.Map;

/**
 * An expected "no" with its reason. The code is a message key ({@code orders.out_of_stock}) that has a text in
 * every language; exceptions are kept for bugs and broken infrastructure.
 *
 * @param code message key, also the stable error code of the API
 * @param arguments named arguments of the text
 */
public record Refusal(String code, Map<String, Object> arguments) {

    public Refusal {
        arguments = Map.copyOf(arguments);
    }

    public static Refusal of(String code) {
        return new Refusal(code, Map.of());
    }

    public static Refusal of(String code, String name, Object value) {
        return new Refusal(code, Map.of(name, value));
    }
}
