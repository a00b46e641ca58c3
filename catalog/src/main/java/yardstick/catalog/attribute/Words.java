package yardstick.catalog.attribute;

import java.text.Normalizer;
import java.util.Locale;

/** How names and aliases are compared. */
final class Words {

    private static final int LONGEST_CODE = 60;

    private Words() {}

    /** Without case, width, accents of typing, blanks and punctuation; {@code Colour Name:} is {@code colourname}. */
    static String key(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}%+/.-]|(?<!\\d)[.]|[.](?!\\d)", "");
    }

    /** A code for a name nobody knows yet: ASCII words, or the code points of what is not ASCII. */
    static String code(String name) {
        StringBuilder code = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(c -> append(code, c));
        String trimmed = code.toString().replaceAll("^_+|_+$", "");
        if (trimmed.isEmpty()) {
            return "x";
        }
        return trimmed.length() > LONGEST_CODE ? trimmed.substring(0, LONGEST_CODE) : trimmed;
    }

    private static void append(StringBuilder code, int c) {
        if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
            code.append((char) c);
        } else if (Character.isLetterOrDigit(c)) {
            code.append('u').append(Integer.toHexString(c));
        } else if (Character.getType(c) != Character.NON_SPACING_MARK
                && !code.isEmpty()
                && code.charAt(code.length() - 1) != '_') {
            code.append('_');
        }
    }
}
