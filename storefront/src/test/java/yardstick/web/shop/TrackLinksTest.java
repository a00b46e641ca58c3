package yardstick.web.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Map;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.testkit.FixedClock;
import yardstick.web.Seal;

class TrackLinksTest {

    private static final String REFERENCE = "abcdefghijklmnopqrstuv";

    private static TrackLinks at(String time) {
        return new TrackLinks(
                new Seal(Settings.of(Map.of(Setting.SECRET_KEY, "a key for tests"))), new FixedClock(time));
    }

    private final String link = at("2026-01-01T10:00:00Z").link(REFERENCE);

    @Test
    void aLinkIsGoodForNinetyDays() {
        for (String time : new String[] {"2026-01-01T10:00:00Z", "2026-04-01T10:00:00Z", "2026-04-01T23:59:59Z"}) {
            assertEquals(new TrackLinks.Read.Good(REFERENCE), at(time).read(link), time);
        }
        assertEquals(new TrackLinks.Read.Expired(), at("2026-04-02T00:00:00Z").read(link));
    }

    @Test
    void everyChangedCharacterIsNoticed() {
        for (int i = 0; i < link.length() - 1; i++) {
            char other = link.charAt(i) == 'x' ? 'y' : 'x';
            String forged = link.substring(0, i) + other + link.substring(i + 1);
            assertInstanceOf(
                    TrackLinks.Read.Forged.class, at("2026-01-02T00:00:00Z").read(forged), forged);
        }
        for (String nonsense : new String[] {"", ".", "..", "...", REFERENCE, REFERENCE + ".z.", "a".repeat(5_000)}) {
            assertInstanceOf(
                    TrackLinks.Read.Forged.class, at("2026-01-02T00:00:00Z").read(nonsense));
        }
    }

    @Test
    void anotherKeyMakesAnotherLink() {
        TrackLinks theirs = new TrackLinks(
                new Seal(Settings.of(Map.of(Setting.SECRET_KEY, "another key"))),
                new FixedClock("2026-01-01T10:00:00Z"));
        assertInstanceOf(TrackLinks.Read.Forged.class, theirs.read(link));
    }
}
