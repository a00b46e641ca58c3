package yardstick.orders.checkout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import yardstick.kernel.Refusal;

/** The address of a checkout: which fields there are, which must be filled and how long they may be. */
final class Addresses {

    private static final List<String> FIELDS =
            List.of("name", "email", "phone", "line1", "city", "region", "postcode", "country");
    private static final Set<String> REQUIRED = Set.of("name", "email", "line1", "city", "country");
    private static final int LONGEST = 200;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Pattern PHONE = Pattern.compile("[+0-9 ()./-]{5,30}");
    private static final Pattern POSTCODE = Pattern.compile("[\\p{Alnum} -]{2,12}");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private Addresses() {}

    /** The known fields, trimmed; anything else that was sent is dropped. */
    static Map<String, String> clean(Map<String, String> sent) {
        Map<String, String> clean = new LinkedHashMap<>();
        for (String field : FIELDS) {
            String value = sent.getOrDefault(field, "").strip();
            if (!value.isEmpty()) {
                clean.put(field, field.equals("country") ? value.toUpperCase(Locale.ROOT) : value);
            }
        }
        return clean;
    }

    static Map<String, Refusal> problems(Map<String, String> address) {
        Map<String, Refusal> problems = new LinkedHashMap<>();
        for (String field : FIELDS) {
            String value = address.getOrDefault(field, "");
            if (value.isEmpty()) {
                if (REQUIRED.contains(field)) {
                    problems.put(field, Refusal.of("orders.field_required"));
                }
            } else if (value.length() > LONGEST) {
                problems.put(field, Refusal.of("orders.field_too_long", "most", LONGEST));
            } else if (!wellFormed(field, value)) {
                problems.put(field, Refusal.of("orders.bad_" + field));
            }
        }
        return problems;
    }

    private static boolean wellFormed(String field, String value) {
        return switch (field) {
            case "email" -> EMAIL.matcher(value).matches();
            case "phone" -> PHONE.matcher(value).matches();
            case "postcode" -> POSTCODE.matcher(value).matches();
            case "country" -> COUNTRIES.contains(value);
            default -> true;
        };
    }
}
