package yardstick.catalog.attribute;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the dictionary makes of a stated value.
 *
 * @param keys what filters compare: choice codes, or the amount in the attribute's unit; none when it cannot be compared
 * @param unit UCUM code of {@code amount} as stated
 * @param unknown words that no choice stands for yet
 */
record Reading(
        Attribute attribute,
        String textEn,
        String textZh,
        List<String> keys,
        @Nullable BigDecimal amount,
        @Nullable String unit,
        Rule rule,
        List<String> unknown) {

    /** How a value was understood, and how sure that is. */
    enum Rule {
        CHOICE("dictionary.choice", "0.98"),
        MEASURE("dictionary.measure", "0.98"),
        MEASURES("dictionary.measures", "0.95"),
        BOOLEAN("dictionary.boolean", "0.95"),
        DATE("dictionary.date", "0.95"),
        LABEL("dictionary.label", "0.9"),
        NEW_CHOICE("dictionary.new_choice", "0.5"),
        TEXT("dictionary.text", "0.9"),
        NOT_UNDERSTOOD("dictionary.as_stated", "0.3");

        private final String code;
        private final BigDecimal confidence;

        Rule(String code, String confidence) {
            this.code = code;
            this.confidence = new BigDecimal(confidence);
        }

        String code() {
            return code;
        }

        BigDecimal confidence() {
            return confidence;
        }
    }
}
