package yardstick.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Language;
import yardstick.kernel.runtime.IcuMessages;

class TextsTest {

    private static final Pattern KEY = Pattern.compile("\"(membership\\.[a-z_]+)\"");
    private final IcuMessages messages = IcuMessages.load();

    @Test
    void everyCodeHasATextInEveryLanguage() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            // The package of personal data names tables, not codes.
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().contains("privacy"))
                    .toList()) {
                KEY.matcher(Files.readString(file))
                        .results()
                        .map(TextsTest::key)
                        .forEach(codes::add);
            }
        }
        assertTrue(codes.size() > 20, codes.toString());
        for (Language language : Language.values()) {
            Set<String> missing = new TreeSet<>(codes);
            missing.removeAll(messages.keys(language));
            assertEquals(Set.of(), missing, language.tag());
        }
        assertEquals(messages.keys(Language.EN), messages.keys(Language.ZH));
    }

    private static String key(MatchResult result) {
        return result.group(1);
    }

    @Test
    void theGapToTheMinimumIsSaidInMoney() {
        Map<String, Object> gap = Map.of("missing", "12.00", "currency", "CNY");
        assertEquals(
                "Spend CNY 12.00 more to use this coupon.",
                messages.text(Language.EN, "membership.coupon_minimum", gap));
    }
}
