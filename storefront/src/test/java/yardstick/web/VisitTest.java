package yardstick.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.VisitorId;
import yardstick.tracking.Consent;

/** Who a browser is, what it agreed to, and what it reads. */
class VisitTest {

    private final Browser browser = new Browser();

    @Test
    void theVisitorExistsOnlyWithConsentAndIsNotTheFlagUnit() {
        Visit refusing = browser.visit("GET", "/en", "yk_consent=1.");
        assertNull(refusing.visitor());
        assertNull(refusing.subject().visitor());
        assertTrue(refusing.consentDecided());
        assertFalse(browser.visit("GET", "/en", "").consentDecided());
        assertFalse(browser.visit("GET", "/en", "yk_consent=0.APMX").consentDecided());
        Visit agreeing = browser.get("/en");
        assertNotNull(agreeing.visitor());
        assertEquals(refusing.unit(), agreeing.unit());
        assertNotEquals(new VisitorId(agreeing.unit()), agreeing.subject().visitor());
        assertFalse(agreeing.unit().contains(Browser.COOKIE));
    }

    @Test
    void consentSurvivesItsCookie() {
        assertEquals(Consent.all(), ConsentCookie.read(ConsentCookie.write(Consent.all())));
        assertEquals(Consent.none(), ConsentCookie.read(ConsentCookie.write(Consent.none())));
    }

    @Test
    void languageComesFromAddressThenCookieThenBrowser() {
        assertEquals(Language.ZH, browser.visit("GET", "/zh/cart", "yk_lang=en").language());
        assertEquals(Language.ZH, browser.visit("GET", "/admin", "yk_lang=zh").language());
        assertEquals(Language.EN, browser.visit("GET", "/zhuhai", "").language());
        assertEquals(Language.ZH, LanguageChoice.accepted("de, zh-TW;q=0.8, en;q=0.5"));
        assertEquals(Language.EN, LanguageChoice.accepted("zh;q=0, fr"));
        assertEquals(Language.EN, LanguageChoice.accepted(";;;"));
    }

    @Test
    void messagesForTheNextPageCannotBeForged() {
        Visit visit = browser.get("/en");
        visit.flash("done", "Grüße; 你好");
        assertEquals(new Flash("done", "Grüße; 你好"), visit.takeFlash());
        assertNull(visit.takeFlash());
        assertNull(browser.visit("GET", "/en", "yk_flash=ZG9uZQpoaQ.x").takeFlash());
    }

    @Test
    void databaseTroubleIsToldFromBugs() {
        assertTrue(ErrorMapper.databaseUnreachable(new RuntimeException(new SQLException("gone", "08006"))));
        assertTrue(ErrorMapper.databaseUnreachable(new SQLException("shutting down", "57P01")));
        assertFalse(ErrorMapper.databaseUnreachable(new SQLException("duplicate", "23505")));
        assertFalse(ErrorMapper.databaseUnreachable(new IllegalStateException()));
    }

    @Test
    void amountsAndDatesAreWrittenAsTheLanguageDoes() {
        assertEquals("¥1,234.05", Formats.of(Language.ZH).money(Money.of(123_405, "CNY")));
        assertEquals("CN¥0.07", Formats.of(Language.EN).money(Money.of(7, "CNY")));
        assertEquals("−£3.00", Formats.of(Language.EN).money(Money.of(-300, "GBP")));
        assertEquals("JP¥1,200", Formats.of(Language.ZH).money(Money.of(1200, "JPY")));
        assertEquals("12.5%", Formats.of(Language.EN).percent(1250));
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        assertEquals("2026年3月1日 12:00", Formats.of(Language.ZH).moment(noon, ZoneOffset.UTC));
        assertEquals("Mar 1, 2026", Formats.of(Language.EN).day(noon, ZoneOffset.UTC));
    }

    @Test
    void unitsAreWrittenAsTheReaderSaysThem() {
        browser.get("/zh");
        View chinese = browser.pages().view(Head.of(""));
        assertEquals("180 克", chinese.measure("180 g"));
        assertEquals("1.5 升", chinese.measure("1.5 L"));
        assertEquals("150 × 200 厘米", chinese.measure("150 × 200 cm"));
        assertEquals("大豆蜡", chinese.measure("大豆蜡"));
        assertEquals("4g network", chinese.measure("4g network"));
        assertEquals("¥25", chinese.round(Money.of(2_500, "CNY")));
        assertEquals("¥25.50", chinese.round(Money.of(2_550, "CNY")));
        browser.get("/en");
        assertEquals("180 g", browser.pages().view(Head.of("")).measure("180 g"));
    }

    @Test
    void scriptsRunWithTheNonceOnly() {
        String policy = new SecurityHeaders(Browser.SETTINGS).policy("abc");
        assertTrue(policy.contains("script-src 'self' 'nonce-abc'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    }
}
