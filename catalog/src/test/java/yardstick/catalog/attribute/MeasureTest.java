package yardstick.catalog.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasureTest {

    private static Unit unit(String ucum) {
        return Unit.byCode(ucum).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 g | g | 500",
                "0.5kg | g | 500",
                "1斤 | g | 500",
                "2两 | g | 100",
                "两斤 | g | 1000",
                "半斤 | g | 250",
                "2斤3两 | g | 1150",
                "１．５公斤 | g | 1500",
                "16 OZ. | [lb_av] | 1",
                "1 lb 8 oz | [oz_av] | 24",
                "8 fl oz | mL | 236.5882365",
                "8 oz | mL | 236.5882365",
                "8 oz | g | 226.796185",
                "1,5 l | mL | 1500",
                "1 1/2 l | mL | 1500",
                "1½ l | mL | 1500",
                "½ gal | L | 1.892705892",
                "3码 | m | 2.7432",
                "5 ft 3 in | cm | 160.02",
                "55\" | [in_i] | 55",
                "55寸 | [in_i] | 72.178477690288713910761154855643",
                "1,200 W | kW | 1.2",
                "约 2 kg | g | 2000",
                "5000mAh | mA.h | 5000",
                "5 Ah | mA.h | 5000",
                "1 TB | GBy | 1000",
                "12 | g | 12",
                "212 °F | Cel | 100",
                "2 年 | mo | 24",
                "3000 rpm | r/min | 3000",
                "100 % | % | 100"
            })
    void anAmountIsReadAndConvertedExactly(String text, String target, String expected) {
        BigDecimal amount = Measure.parse(text, unit(target)).orElseThrow().in(unit(target));
        assertEquals(
                0, new BigDecimal(expected).compareTo(amount.round(new java.math.MathContext(32))), amount::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "LARGE", "6-8 oz", "10 x 20 cm", "3 apples", "5 V", "kg", "1..2 kg", "12 g 3", "1/0 kg"})
    void whatIsNotOneWeightIsNotRead(String text) {
        assertTrue(Measure.parse(text, unit("g")).isEmpty());
    }

    @Property
    void conversionThereAndBackIsExact(@ForAll @BigRange(min = "0.001", max = "1000000") @Scale(3) BigDecimal amount) {
        for (String pair : List.of("g [oz_av]", "kg [lb_av]", "mL [foz_us]", "m [yd_i]", "500.g 50.g", "cm [in_i]")) {
            Unit one = unit(pair.split(" ")[0]);
            Unit other = unit(pair.split(" ")[1]);
            assertEquals(
                    0,
                    amount.compareTo(
                            other.convert(amount, one).compareTo(BigDecimal.ZERO) > 0
                                    ? one.convert(other.convert(amount, one), other)
                                            .round(new java.math.MathContext(25))
                                    : amount));
        }
    }

    @org.junit.jupiter.api.Test
    void everyUnitConvertsToItself() {
        List<String> wrong = new ArrayList<>();
        UnitTable.byCode().values().forEach(unit -> {
            if (unit.convert(BigDecimal.TEN, unit).compareTo(BigDecimal.TEN) != 0) {
                wrong.add(unit.ucum());
            }
        });
        assertEquals(List.of(), wrong);
        assertTrue(UnitTable.byCode().size() > 70);
    }
}
