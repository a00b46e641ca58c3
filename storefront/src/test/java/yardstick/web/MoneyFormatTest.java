package yardstick.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import yardstick.kernel.Language;
import yardstick.kernel.Money;

class MoneyFormatTest {

    private static final Formats EN = Formats.of(Language.EN);
    private static final Formats ZH = Formats.of(Language.ZH);

    @Test
    void moneyHasTheDigitsOfItsCurrencyAndStandsApartFromACode() {
        assertEquals("KWD\u00a01.376", EN.money(Money.of(1_376, "KWD")));
        assertEquals("KWD\u00a01.376", ZH.money(Money.of(1_376, "KWD")));
        assertEquals("¥1,234", EN.money(Money.of(1_234, "JPY")));
        assertEquals("CN¥58.00", EN.money(Money.of(5_800, "CNY")));
        assertEquals("¥58.00", ZH.money(Money.of(5_800, "CNY")));
        assertEquals("\u2212$0.05", EN.money(Money.of(-5, "USD")));
    }
}
