package yardstick.catalog.review;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import yardstick.kernel.Language;

/** Cleans what people typed and says why somebody should read it before everybody does. */
final class Screening {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\u200d]]");
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\u3000\\u00a0]+");
    private static final Pattern LINES = Pattern.compile(" ?\\n(?: ?\\n)+ ?");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern LINK = Pattern.compile(
            "https?:|www\\.|\\b[a-z0-9-]+\\.(?:com|cn|net|org|shop|xyz|top|site|info|io|me|ru)\\b|<\\s*/?\\s*[a-z]");
    private static final Pattern CONTACT = Pattern.compile(
            "[\\w.+-]+@[\\w-]+\\.\\w+|(?:\\d[ -]?){9,}|微信|加v|vx[: ：]|wechat|whatsapp|telegram|qq[: ：]?\\d");

    private Screening() {}

    /** One line. */
    static String line(String typed) {
        return BLANKS.matcher(text(typed).replace('\n', ' ')).replaceAll(" ").strip();
    }

    /** Without control characters, with at most one empty line in a row. */
    static String text(String typed) {
        String plain = Normalizer.normalize(typed.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC);
        plain = BLANKS.matcher(plain).replaceAll(" ");
        plain = CONTROL.matcher(plain).replaceAll("");
        return LINES.matcher(plain).replaceAll("\n\n").strip();
    }

    /** What a text is read in, whatever language the shop spoke while it was written. */
    static Language language(String text) {
        return HAN.matcher(text).find() ? Language.ZH : Language.EN;
    }

    /** {@code link}, {@code contact}, {@code not_bought}, or empty when it may be read at once. */
    static String why(String text, boolean bought) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (LINK.matcher(plain).find()) {
            return "link";
        }
        if (CONTACT.matcher(plain).find()) {
            return "contact";
        }
        return bought ? "" : "not_bought";
    }
}
