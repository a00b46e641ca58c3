package yardstick.orders.checkout;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import yardstick.kernel.Refusal;

/**
 * The address of a checkout: which fields there are, which must be filled and how long they may be. One field for the
 * name, because names do not split the same everywhere.
 */
final class Addresses {

    private static final List<String> ALL =
            List.of("name", "email", "phone", "line1", "district", "city", "region", "postcode", "country");
    private static final Set<String> REQUIRED = Set.of("name", "email", "line1", "city", "country");
    private static final int LONGEST = 200;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Pattern PHONE = Pattern.compile("[+0-9 ()./-]{5,30}");
    private static final Pattern POSTCODE = Pattern.compile("[\\p{Alnum} -]{2,12}");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private Addresses() {}

    /** The known fields, trimmed, telephone numbers in international form; anything else that was sent is dropped. */
    static Map<String, String> clean(Map<String, String> sent) {
        Map<String, String> clean = new LinkedHashMap<>();
        for (String field : ALL) {
            String value = sent.getOrDefault(field, "").strip();
            if (!value.isEmpty()) {
                clean.put(field, field.equals("country") ? value.toUpperCase(Locale.ROOT) : value);
            }
        }
        clean.computeIfPresent("phone", (field, typed) -> international(typed, clean.getOrDefault("country", "")));
        return clean;
    }

    /** What was typed when it is no number there. */
    private static String international(String typed, String country) {
        try {
            PhoneNumber number = PHONES.parse(typed, country);
            return PHONES.isPossibleNumber(number) ? PHONES.format(number, PhoneNumberFormat.INTERNATIONAL) : typed;
        } catch (NumberParseException e) {
            return typed;
        }
    }

    static Map<String, Refusal> problems(Map<String, String> address) {
        String country = address.getOrDefault("country", "");
        Map<String, Refusal> problems = new LinkedHashMap<>();
        for (String field : ALL) {
            if (REQUIRED.contains(field) && !address.containsKey(field)) {
                problems.put(field, Refusal.of("orders.field_required"));
            }
        }
        address.forEach((field, value) -> {
            if (value.length() > LONGEST) {
                problems.put(field, Refusal.of("orders.field_too_long", "most", LONGEST));
            } else if (!wellFormed(field, value, country)) {
                problems.put(field, Refusal.of("orders.bad_" + field));
            }
        });
        return problems;
    }

    private static boolean wellFormed(String field, String value, String country) {
        return switch (field) {
            case "email" -> EMAIL.matcher(value).matches();
            case "phone" -> PHONE.matcher(value).matches() && isNumber(value, country);
            case "postcode" -> POSTCODE.matcher(value).matches();
            case "country" -> COUNTRIES.contains(value);
            default -> true;
        };
    }

    private static boolean isNumber(String value, String country) {
        try {
            return PHONES.isPossibleNumber(PHONES.parse(value, country));
        } catch (NumberParseException e) {
            return false;
        }
    }
}
