package yardstick.web.admin;

import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;

/** What was typed, kept as it was typed, and what is wrong with it by field. */
public final class Form {

    private final Map<String, String> input = new HashMap<>();
    private final Map<String, Refusal> errors = new HashMap<>();

    Form(@Nullable MultivaluedMap<String, String> fields) {
        if (fields != null) {
            fields.forEach((name, values) -> input.put(name, values.getFirst().strip()));
        }
    }

    static Form empty() {
        return new Form(null);
    }

    /** For a second form of a page, of which nothing was typed. */
    public static Form blank() {
        return empty();
    }

    Form with(String name, String value) {
        input.put(name, value);
        return this;
    }

    /** What the field shows; empty when nothing was typed. */
    public String text(String name) {
        return input.getOrDefault(name, "");
    }

    public @Nullable Refusal error(String name) {
        return errors.get(name);
    }

    public boolean failed() {
        return !errors.isEmpty();
    }

    Form refused(String name, Refusal refusal) {
        refuse(name, refusal);
        return this;
    }

    void refuse(String name, Refusal refusal) {
        errors.putIfAbsent(name, refusal);
    }

    String required(String name) {
        if (text(name).isEmpty()) {
            refuse(name, Refusal.of("admin.field.required"));
        }
        return text(name);
    }

    /** Empty when nothing was typed, or something that is refused. */
    Optional<Integer> whole(String name, int least, int most) {
        String typed = text(name);
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        if (typed.matches("\\d{1,9}")) {
            int value = Integer.parseInt(typed);
            if (value >= least && value <= most) {
                return Optional.of(value);
            }
        }
        refuse(name, new Refusal("admin.field.whole", Map.of("least", least, "most", most)));
        return Optional.empty();
    }

    /** An amount in major units as people type it: {@code 12.50}. */
    Optional<Money> money(String name, String currency) {
        String typed = text(name).replace(",", "");
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        if (typed.matches("\\d{1,12}(\\.\\d{1,3})?")) {
            return Optional.of(Money.ofMajor(new BigDecimal(typed), currency));
        }
        refuse(name, Refusal.of("admin.field.money"));
        return Optional.empty();
    }

    Optional<LocalDate> day(String name) {
        String typed = text(name);
        try {
            return typed.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(typed));
        } catch (DateTimeParseException e) {
            refuse(name, Refusal.of("admin.field.day"));
            return Optional.empty();
        }
    }
}
