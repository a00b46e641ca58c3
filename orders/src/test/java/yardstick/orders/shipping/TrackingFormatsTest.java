package yardstick.orders.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yardstick.kernel.Language;
import yardstick.kernel.runtime.IcuMessages;
import yardstick.orders.TrackingNumber;
import yardstick.orders.TrackingNumber.Validity;

/** The numbers are made up here, apart from the carriers' own published examples; check digits were added by hand. */
class TrackingFormatsTest {

    @ParameterizedTest
    @CsvSource({
        "SF1234567890123, sf, UNCHECKED",
        "sf 1234 5678 9012, sf, UNCHECKED",
        "ＳＦ１２３４５６７８９０１２３, sf, UNCHECKED",
        "73123456789012, zto, UNCHECKED",
        "78123456789012, zto, UNCHECKED",
        "YT1234567890123, yto, UNCHECKED",
        "YT8812345678901, yto, UNCHECKED",
        "771234567890123, sto, UNCHECKED",
        "431234567890123, yunda, UNCHECKED",
        "461234567890123, yunda, UNCHECKED",
        "JD0012345678901, jd, UNCHECKED",
        "JDVA01234567890, jd, UNCHECKED",
        "JD0012345678901-1-1-, jd, UNCHECKED",
        "JT1234567890123, jt, UNCHECKED",
        "LP00123456789012, cainiao, UNCHECKED",
        "1012345678901, ems, UNCHECKED",
        "EA123456785CN, ems, CHECKED",
        "RA123456785CN, chinapost, CHECKED",
        "LX473124829CN, chinapost, CHECKED",
        "RA123456785GB, royalmail, CHECKED",
        "RA 1234 5678 5 GB, royalmail, CHECKED",
        "EE123456785US, usps, CHECKED",
        "RR473124829DE, s10, CHECKED",
        "RR100000005FR, s10, WRONG",
        "EA123456784CN, ems, WRONG",
        "RA123456780GB, royalmail, WRONG",
        "1Z999AA10123456784, ups, CHECKED",
        "1z 999 aa1 01 2345 6784, ups, CHECKED",
        "1Z999AA10123456785, ups, WRONG",
        "1Z999AB10123456784, ups, WRONG",
        "986578788855, fedex, CHECKED",
        "986578788856, fedex, WRONG",
        "123456789012343, fedex, CHECKED",
        "123456789012344, fedex, WRONG",
        "3318810025, dhl, CHECKED",
        "3318810026, dhl, WRONG",
        "JJD000012345678901234, dhl, UNCHECKED",
        "9405511899223197428490, usps, CHECKED",
        "9405511899223197428491, usps, WRONG",
        "420902109405511899223197428490, usps, CHECKED",
    })
    void numbersAreRecognised(String typed, String carrier, Validity validity) {
        List<TrackingNumber> found = TrackingFormats.recognise(typed);
        assertTrue(
                found.stream().anyMatch(each -> each.carrier().equals(carrier) && each.validity() == validity),
                () -> typed + ": " + found);
    }

    @ParameterizedTest
    @CsvSource({
        "hello",
        "SF12345",
        "SF12345678901234567",
        "YT123",
        "1Z999AA1012345678",
        "1Z999AA1012345678A4X",
        "RA12345678GB",
        "12345",
        "' '",
        "'<script>'",
    })
    void othersAreNobodys(String typed) {
        assertEquals(List.of(), TrackingFormats.recognise(typed));
    }

    @Test
    void whatACheckDigitConfirmsComesFirst() {
        assertEquals(
                "ups",
                TrackingFormats.recognise("1Z999AA10123456784").getFirst().carrier());
        List<TrackingNumber> china = TrackingFormats.recognise("EA123456785CN");
        assertEquals("ems", china.getFirst().carrier());
        assertEquals(
                List.of("ems", "s10"),
                china.stream().map(TrackingNumber::carrier).toList());
        List<Validity> order = TrackingFormats.recognise("431234567890123").stream()
                .map(TrackingNumber::validity)
                .toList();
        assertEquals(order.stream().sorted().toList(), order);
    }

    /** S10 writes two remainders as 5, so that some slips look right. */
    @Test
    void oneWrongDigitIsNoticed() {
        for (String number : List.of("RA123456785GB", "1Z999AA10123456784", "9405511899223197428490", "986578788855")) {
            int noticed = 0;
            int slips = 0;
            for (int i = 0; i < number.length(); i++) {
                for (char c = '0'; Character.isDigit(number.charAt(i)) && c <= '9'; c++) {
                    if (c == number.charAt(i)
                            || (number.startsWith("1Z") && i < 2)
                            || (number.startsWith("94") && i < 2)) {
                        continue;
                    }
                    String slip = number.substring(0, i) + c + number.substring(i + 1);
                    slips++;
                    noticed += TrackingFormats.recognise(slip).stream()
                                    .noneMatch(each -> each.validity() == Validity.CHECKED)
                            ? 1
                            : 0;
                }
            }
            assertTrue(noticed >= slips * 0.9, number + ": " + noticed + " of " + slips);
        }
    }

    @Test
    void everyCarrierHasAName() {
        IcuMessages texts = IcuMessages.load();
        for (Language language : Language.values()) {
            for (String carrier : new TreeSet<>(TrackingFormats.carriers())) {
                assertTrue(!texts.text(language, "orders.carrier." + carrier).isBlank());
            }
        }
    }
}
