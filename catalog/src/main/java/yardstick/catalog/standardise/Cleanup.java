package yardstick.catalog.standardise;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * What a source wrote as a title or a brand, without what does not belong to either: markup, decoration, praise of the
 * offer. What was stated is kept beside it with the rule and how sure it is.
 *
 * @param rule of what was changed the least certain one; empty when nothing was
 */
public record Cleanup(String value, String rule, double confidence, String stated) {

    private record Rule(String code, double confidence, UnaryOperator<String> change) {}

    private static final String PRAISE = "全国包邮|包邮|正品保证|官方正品|正品|限时特价|特价|促销|限时秒杀|秒杀|爆款|热卖|热销|清仓|现货速发|现货|"
            + "free shipping|hot sale|best ?seller|best price|new arrival|clearance|special offer|limited offer|on sale|"
            + "100 ?% (?:authentic|genuine|original)";

    private static final List<Rule> OF_TITLES = List.of(
            rule("clean.entities", 0.98, text -> text.indexOf('&') < 0 ? text : Parser.unescapeEntities(text, false)),
            rule("clean.markup", 0.96, "(?i)</?(?:b|i|u|br|em|strong|span|font|sup|sub|p)(?:\\s[^<>]{0,200})?/?>", " "),
            rule("clean.width", 0.98, Cleanup::narrow),
            rule("clean.marks", 0.96, "[★☆◆◇●■▲✨🔥]+|\\*{2,}|~{2,}", " "),
            rule("clean.marks", 0.96, "([!！?？])[!！?？]+", "$1"),
            rule("clean.praise", 0.85, "(?i)[\\[【(（「]\\s*(?:" + PRAISE + ")[!！]?\\s*[\\]】)）」]", " "),
            rule(
                    "clean.praise",
                    0.85,
                    "(?i)^\\s*(?:" + PRAISE + ")[!！]?\\s*[|｜:：-]\\s*|\\s*[|｜-]\\s*(?:" + PRAISE + ")[!！]?\\s*$",
                    " "),
            rule("clean.marks", 0.96, "[\\s|｜/,，;；:：·–-]+$|^[\\s|｜/,，;；:：·–-]+", ""));

    private static final List<Rule> OF_BRANDS = List.of(
            rule("clean.entities", 0.98, text -> text.indexOf('&') < 0 ? text : Parser.unescapeEntities(text, false)),
            rule("clean.width", 0.98, Cleanup::narrow),
            rule("clean.marks", 0.96, "[®™©℠]|\\((?:R|TM|C)\\)", ""),
            rule("clean.label", 0.9, "(?i)^(?:brand|品牌)\\s*[:：]\\s*", ""));

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static Rule rule(String code, double confidence, UnaryOperator<String> change) {
        return new Rule(code, confidence, change);
    }

    private static Rule rule(String code, double confidence, String pattern, String replacement) {
        Pattern compiled = Pattern.compile(pattern);
        return new Rule(code, confidence, text -> compiled.matcher(text).replaceAll(replacement));
    }

    public static Cleanup title(String stated) {
        return clean(stated, OF_TITLES);
    }

    public static Cleanup brand(String stated) {
        return clean(stated, OF_BRANDS);
    }

    public boolean changed() {
        return !rule.isEmpty();
    }

    /** A text of which nothing would be left is kept as it is. */
    private static Cleanup clean(String stated, List<Rule> rules) {
        String text = stated;
        String least = "";
        double confidence = 1;
        for (Rule rule : rules) {
            String changed =
                    BLANKS.matcher(rule.change().apply(text)).replaceAll(" ").strip();
            if (!changed.equals(text) && !changed.isEmpty()) {
                text = changed;
                least = rule.confidence() < confidence ? rule.code() : least;
                confidence = Math.min(confidence, rule.confidence());
            }
        }
        return new Cleanup(text, least, confidence, stated);
    }

    /** Wide letters and digits as everybody types them; Chinese punctuation stays. */
    private static String narrow(String text) {
        StringBuilder narrow = new StringBuilder(text.length());
        text.chars()
                .map(c -> c >= '０' && c <= '９' || c >= 'Ａ' && c <= 'Ｚ' || c >= 'ａ' && c <= 'ｚ' ? c - 0xfee0 : c)
                .forEach(c -> narrow.append((char) c));
        return narrow.toString();
    }
}
