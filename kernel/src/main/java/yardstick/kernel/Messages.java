package yardstick.kernel;

import java.util.Map;

/**
 * The texts of all modules, from {@code i18n/<module>_<language>.properties} (UTF-8), in ICU MessageFormat syntax
 * with named arguments: {@code cart.lines={count, plural, one {# item} other {# items}}}.
 */
public interface Messages {

    /** @throws IllegalArgumentException for a key without a text: a missing text is a bug, and a test looks for it */
    String text(Language language, String key, Map<String, ?> arguments);

    default String text(Language language, String key) {
        return text(language, key, Map.of());
    }

    default String text(Language language, Refusal refusal) {
        return text(language, refusal.code(), refusal.arguments());
    }
}
