package yardstick.metrics.release;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may meet a release: every named attribute must have one of its values. */
record Targeting(Map<String, Set<String>> allowed) {

    /** Empty when the text is not {@code name=value,value; name=value}. */
    static Optional<Targeting> parse(String text) {
        Map<String, Set<String>> allowed = new HashMap<>();
        for (String rule : text.split(";", -1)) {
            if (!rule.isBlank()) {
                List<String> parts = List.of(rule.strip().split("=", -1));
                if (parts.size() != 2
                        || parts.getFirst().isBlank()
                        || parts.getLast().isBlank()) {
                    return Optional.empty();
                }
                allowed.put(
                        parts.getFirst().strip(),
                        Set.copyOf(List.of(parts.getLast().strip().split("\\s*,\\s*"))));
            }
        }
        return Optional.of(new Targeting(Map.copyOf(allowed)));
    }

    boolean matches(Map<String, String> attributes) {
        for (Map.Entry<String, Set<String>> rule : allowed.entrySet()) {
            if (!rule.getValue().contains(attributes.getOrDefault(rule.getKey(), ""))) {
                return false;
            }
        }
        return true;
    }
}
