package yardstick.tracking.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes strings, numbers, booleans, maps and lists as JSON (RFC 8259) on one line. */
public final class Json {

    private static final String HEX = "0123456789abcdef";

    private Json() {}

    public static String of(@Nullable Object value) {
        StringBuilder out = new StringBuilder(256);
        write(out, value);
        return out.toString();
    }

    static void write(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Boolean flag -> out.append(flag.booleanValue());
            case Double number -> out.append(Double.isFinite(number) ? number.toString() : "null");
            case Float number -> out.append(Float.isFinite(number) ? number.toString() : "null");
            case Number number -> out.append(number);
            case Map<?, ?> map -> writeMap(out, map);
            case Iterable<?> list -> writeList(out, list);
            default -> writeText(out, value.toString());
        }
    }

    private static void writeMap(StringBuilder out, Map<?, ?> map) {
        out.append('{');
        char separator = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (separator != 0) {
                out.append(separator);
            }
            writeText(out, String.valueOf(entry.getKey()));
            out.append(':');
            write(out, entry.getValue());
            separator = ',';
        }
        out.append('}');
    }

    private static void writeList(StringBuilder out, Iterable<?> list) {
        out.append('[');
        char separator = 0;
        for (Object element : list) {
            if (separator != 0) {
                out.append(separator);
            }
            write(out, element);
            separator = ',';
        }
        out.append(']');
    }

    private static void writeText(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f || (Character.isSurrogate(c) && !paired(text, i))) {
                out.append("\\u").append(hex(c < ' ' || c == 0x7f ? c : '\ufffd'));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static boolean paired(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }

    private static String hex(char c) {
        return "" + HEX.charAt(c >> 12) + HEX.charAt(c >> 8 & 15) + HEX.charAt(c >> 4 & 15) + HEX.charAt(c & 15);
    }
}
