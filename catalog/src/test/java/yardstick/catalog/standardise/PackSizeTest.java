package yardstick.catalog.standardise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import yardstick.kernel.Money;

class PackSizeTest {

    @ParameterizedTest
    @CsvSource({
        "22 LB, 22 lb",
        "16 OZ, 16 oz",
        "16OZ, 16 oz",
        ".5 OZ, 0.5 oz",
        "1/2 GAL, 0.5 gal",
        "HALF GAL, 0.5 gal",
        "10 3/4 OZ, 10.75 oz",
        "12 PK/12 OZ, 144 oz",
        "12/12 OZ, 144 oz",
        "4/187 ML, 748 ml",
        "2 CT/9 OZ, 18 oz",
        "12 OZ/6 PK, 72 oz",
        "2 L, 2 l",
        "750 ML, 750 ml",
        "PT, 1 pt",
        "CTN, 1 ct",
        "1 DZ, 1 dz",
        "32 LOADS, 32 ct",
        "12 FL OZ, 12 floz",
        "80 SQ FT, 80 sqft",
        "AB    8 OZ, 8 oz",
        "250 G, 250 g",
        "1 kg, 1 kg",
        "18 IN, 18 in",
        "12 OZ CAN, 12 oz",
        "11.0 OZ, 11 oz"
    })
    void readsWhatSuppliersWrite(String text, String expected) {
        assertEquals(expected, PackSize.parse(text).orElseThrow().text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "LARGE", "6-8 OZ", "3X5 IN", "1/0 OZ", "0 OZ", "OZ 12 12", "12 PARSECS", "99999999999 LB"})
    void leavesTheRestAlone(String text) {
        assertTrue(PackSize.parse(text).isEmpty(), text);
    }

    @Test
    void convertsExactly() {
        assertEquals(
                new BigDecimal("453.59237"),
                PackSize.parse("16 OZ").orElseThrow().inBaseUnits());
        assertEquals(
                new BigDecimal("3785.411784"),
                PackSize.parse("4 QT").orElseThrow().inBaseUnits());
        assertEquals(new BigDecimal("24"), PackSize.parse("2 DZ").orElseThrow().inBaseUnits());
    }

    @Test
    void unitPriceIsPerHundredGramsOrMillilitres() {
        Money price = Money.of(1980, "CNY");
        assertEquals(
                "1.98/100 g",
                PackSize.parse("1 KG").orElseThrow().unitPrice(price).orElseThrow());
        assertEquals(
                "0.99/100 ml",
                PackSize.parse("2 L").orElseThrow().unitPrice(price).orElseThrow());
        assertTrue(PackSize.parse("6 CT").orElseThrow().unitPrice(price).isEmpty());
    }

    @Property
    void anyTextIsReadOrLeftAlone(@ForAll @Size(max = 30) String text) {
        PackSize.parse(text).ifPresent(size -> assertTrue(size.quantity().signum() > 0));
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll @IntRange(min = 1, max = 1_000_000) int hundredths, @ForAll PackUnit unit) {
        PackSize size =
                PackSize.of(BigDecimal.valueOf(hundredths, 2), unit.code()).orElseThrow();
        assertEquals(size, PackSize.parse(size.text()).orElseThrow());
    }
}
