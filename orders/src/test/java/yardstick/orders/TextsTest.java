package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Language;
import yardstick.kernel.runtime.IcuMessages;

/** Whatever this module says, it says in every language. */
class TextsTest {

    private static final IcuMessages TEXTS = IcuMessages.load();
    private static final Pattern CODE = Pattern.compile(
            "(?:Refusal\\.of|new Refusal|Entry\\.system|refused|new Entry)\\([^\"]{0,40}(?:\"(?:shopper|system)\", )?\"(orders\\.[a-z_.]+)\"");

    private static Set<String> keys(Language language) {
        return TEXTS.keys(language).stream()
                .filter(key -> key.startsWith("orders."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void bothLanguagesHaveTheSameTexts() {
        assertEquals(keys(Language.EN), keys(Language.ZH));
    }

    @Test
    void everyRefusalAndTimelineEntryHasItsText() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                CODE.matcher(Files.readString(file)).results().forEach(match -> used.add(match.group(1)));
            }
        }
        assertTrue(used.size() >= 25, () -> "only " + used);
        List.of("name", "email", "phone", "postcode", "country").forEach(field -> used.add("orders.bad_" + field));
        Set<String> missing = new TreeSet<>(used);
        missing.removeAll(keys(Language.EN));
        missing.remove("orders.bad_");
        assertEquals(Set.of(), missing);
    }

    @Test
    void statesAndChannelsHaveTexts() {
        for (Language language : Language.values()) {
            Stream.of(Order.State.values()).forEach(state -> TEXTS.text(language, "orders.state." + state));
            Stream.of(Order.PaymentState.values()).forEach(state -> TEXTS.text(language, "orders.payment." + state));
            List.of("card-redirect", "wallet-redirect").forEach(code -> TEXTS.text(language, "orders.channel." + code));
        }
    }

    @Test
    void textsAreWhatPeopleWouldSay() {
        assertEquals(
                "Payment by bank card was declined: not enough funds",
                TEXTS.text(
                        Language.EN,
                        "orders.event.declined",
                        Map.of("channel", "card_redirect", "reason", "insufficient_funds")));
        assertEquals(
                "钱包支付被拒绝",
                TEXTS.text(
                        Language.ZH,
                        "orders.event.declined",
                        Map.of("channel", "wallet_redirect", "reason", "something_new")));
        assertEquals("Paid", TEXTS.text(Language.EN, "orders.event.paid", Map.of("channel", "none")));
        assertEquals(
                "Of Tea only 1 is left. Nothing was charged.",
                TEXTS.text(Language.EN, "orders.line_short", Map.of("title", "Tea", "available", 1)));
        assertEquals("“茶”已售罄，未扣款。", TEXTS.text(Language.ZH, "orders.line_short", Map.of("title", "茶", "available", 0)));
    }
}
