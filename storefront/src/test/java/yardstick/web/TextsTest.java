package yardstick.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Language;
import yardstick.kernel.Setting;

/** Every text that code or a template asks for is there in both languages. */
class TextsTest {

    private static final Pattern USED =
            Pattern.compile("\"((?:shop|web|admin|orders|membership|recommendation)\\.[a-z0-9_.-]*)\"");
    private static final Pattern REFUSAL =
            Pattern.compile("(?:Refusal\\.of|new Refusal)\\(\\s*\"([a-z_]+\\.[a-z0-9_.]+)\"");

    private final Set<String> english = Browser.messages().keys(Language.EN);

    @Test
    void bothLanguagesHaveTheSameTexts() {
        assertEquals(new TreeSet<>(english), new TreeSet<>(Browser.messages().keys(Language.ZH)), "en and zh differ");
    }

    @Test
    void everyTextOfTemplatesAndPagesExists() throws IOException {
        Set<String> used = new TreeSet<>(find(USED, Path.of("src/main/jte"), ".jte"));
        used.addAll(find(USED, Path.of("src/main/java/yardstick/web/shop"), ".java"));
        assertTrue(used.size() > 150, "only " + used.size() + " texts were seen");
        List<String> missing = used.stream()
                .filter(key -> !key.endsWith(".css") && !key.endsWith(".js"))
                .filter(this::missing)
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void everyRefusalOfEveryModuleHasAText() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String module : List.of("catalog", "orders", "membership", "tracking", "recommendation", "metrics")) {
            codes.addAll(find(REFUSAL, Path.of("..", module, "src/main/java"), ".java"));
        }
        assertTrue(codes.size() > 10, "only " + codes + " were seen");
        assertEquals(List.of(), codes.stream().filter(this::missing).toList());
    }

    @Test
    void everySettingIsExplainedInChinese() {
        List<String> missing = Arrays.stream(Setting.values())
                .filter(setting -> Browser.messages()
                        .text(
                                Language.ZH,
                                "admin.settings.meaning",
                                Map.of("key", setting.key().replaceAll("[.-]", "_"), "purpose", "none"))
                        .equals("none"))
                .map(Setting::key)
                .toList();
        assertEquals(List.of(), missing);
    }

    /** The second text of a key would silently take the place of the first. */
    @Test
    void noTextIsThereTwice() throws IOException {
        List<String> twice = new ArrayList<>();
        for (String module :
                List.of("catalog", "orders", "membership", "tracking", "recommendation", "metrics", "storefront")) {
            Path texts = Path.of("..", module, "src/main/resources/i18n");
            try (Stream<Path> files = Files.exists(texts) ? Files.list(texts) : Stream.of()) {
                for (Path file : files.toList()) {
                    Set<String> seen = new TreeSet<>();
                    Files.readAllLines(file).stream()
                            .filter(line -> line.contains("=") && !line.startsWith("#"))
                            .map(line -> line.substring(0, line.indexOf('=')))
                            .filter(key -> !seen.add(key))
                            .forEach(key -> twice.add(file.getFileName() + " " + key));
                }
            }
        }
        assertEquals(List.of(), twice);
    }

    /** A key that ends in a dot or an underscore is completed at run time. */
    private boolean missing(String key) {
        boolean whole = !key.endsWith(".") && !key.endsWith("_");
        return whole ? !english.contains(key) : english.stream().noneMatch(each -> each.startsWith(key));
    }

    private static List<String> find(Pattern pattern, Path root, String end) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(each -> each.toString().endsWith(end)).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found;
    }
}
