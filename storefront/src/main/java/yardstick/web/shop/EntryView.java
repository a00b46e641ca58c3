package yardstick.web.shop;

import java.util.Map;

/**
 * Sign-up and sign-in.
 *
 * @param errors messages by field; the empty field is for the form as a whole
 */
public record EntryView(Frame frame, String next, Map<String, String> values, Map<String, String> errors) {

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public String error(String field) {
        return errors.getOrDefault(field, "");
    }
}
