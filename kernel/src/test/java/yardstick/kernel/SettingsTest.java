package yardstick.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void environmentBeatsFileBeatsDefault() throws IOException {
        Path file =
                Files.writeString(folder.resolve("shop.properties"), "shop.currency=EUR\nshop.zone=Asia/Shanghai\n");
        Settings settings =
                Settings.fromEnvironment(Map.of("YARDSTICK_CONFIG", file.toString(), "YARDSTICK_SHOP_CURRENCY", "JPY"));
        assertEquals("JPY", settings.currency());
        assertEquals("Asia/Shanghai", settings.zone().getId());
        assertEquals("Yardstick", settings.text(Setting.SHOP_NAME));
    }

    @Test
    void everyDefaultIsAllowed() {
        assertEquals(List.of(), Settings.of(Map.of()).problems());
    }

    @Test
    void wrongValuesAreNamedWithWhatIsAllowed() {
        assertEquals(
                List.of(
                        "setting shop.currency must be an ISO 4217 currency such as CNY, not 'yuan'",
                        "setting shop.zone must be a time zone such as Asia/Shanghai, not 'Mars'",
                        "setting gateway.timeout-ms must be a whole number, not 'soon'",
                        "setting demo must be true or false, not 'maybe'",
                        "setting reservation.minutes must be a whole number above 0, not '0'"),
                Settings.of(Map.of(
                                Setting.SHOP_CURRENCY, "yuan",
                                Setting.SHOP_ZONE, "Mars",
                                Setting.GATEWAY_TIMEOUT_MS, "soon",
                                Setting.DEMO, "maybe",
                                Setting.RESERVATION_MINUTES, "0"))
                        .problems());
    }

    @Test
    void theSettingsTableListsEverySettingWithItsDefault() throws IOException {
        String table = Files.readString(Path.of("..", "docs", "settings.md"));
        for (Setting setting : Setting.values()) {
            String fallback = setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`";
            String row = "| `" + setting.key() + "` | `" + setting.environmentName() + "` | " + fallback + " | "
                    + setting.purpose() + " |";
            assertTrue(table.contains(row), () -> "docs/settings.md lacks the row: " + row);
        }
    }
}
