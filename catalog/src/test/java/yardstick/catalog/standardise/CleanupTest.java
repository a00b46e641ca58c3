package yardstick.catalog.standardise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanupTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "【包邮】山地车头盔 # 山地车头盔 # clean.praise",
                "Walnut tray (FREE SHIPPING!) # Walnut tray # clean.praise",
                "Hot Sale | Walnut tray # Walnut tray # clean.praise",
                "Salt &amp; pepper mill # Salt & pepper mill # clean.entities",
                "Tray <b>large</b> # Tray large # clean.markup",
                "★★ Tray!!! ★ # Tray! # clean.marks",
                "Ｔ恤 ＸＬ（加大） # T恤 XL（加大） # clean.width",
                "Tray - # Tray # clean.marks",
                "On sale sign, red # On sale sign, red # ''",
                "Half-size (10 x 20) tray # Half-size (10 x 20) tray # ''",
                "a < b and b > c # a < b and b > c # ''",
                "特价 # 特价 # ''",
            })
    void titles(String stated, String clean, String rule) {
        Cleanup cleanup = Cleanup.title(stated);
        assertEquals(clean, cleanup.value());
        assertEquals(rule, cleanup.rule());
        assertEquals(stated, cleanup.stated());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {"Alba® # Alba", "品牌：Alba # Alba", "Black &amp; Blue # Black & Blue", "O'Neil # O'Neil"})
    void brands(String stated, String clean) {
        assertEquals(clean, Cleanup.brand(stated).value());
    }

    @Property(tries = 2_000)
    void neverEmpties(@ForAll @StringLength(min = 1, max = 60) String text) {
        String stated = "x" + text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        assertFalse(Cleanup.title(stated).value().isEmpty());
        assertFalse(Cleanup.brand(stated).value().isEmpty());
    }
}
