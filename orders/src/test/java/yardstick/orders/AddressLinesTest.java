package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressLinesTest {

    @Test
    void chineseAddressesGoFromTheLargeToTheSmall() {
        assertEquals(
                List.of("浙江省 杭州市 西湖区", "龙井路 1 号", "310000"),
                AddressLines.of(Map.of(
                        "country",
                        "CN",
                        "region",
                        "浙江省",
                        "city",
                        "杭州市",
                        "district",
                        "西湖区",
                        "line1",
                        "龙井路 1 号",
                        "postcode",
                        "310000")));
        assertEquals(
                List.of("上海市 徐汇区", "衡山路 2 号"),
                AddressLines.of(Map.of(
                        "country", "CN", "region", "上海市", "city", "上海市", "district", "徐汇区", "line1", "衡山路 2 号")));
    }

    @Test
    void othersGoFromTheHouseToTheTown() {
        assertEquals(
                List.of("1 Harbour Road", "Flat 2", "SW1A 1AA London"),
                AddressLines.of(Map.of(
                        "country",
                        "GB",
                        "line1",
                        "1 Harbour Road",
                        "line2",
                        "Flat 2",
                        "city",
                        "London",
                        "postcode",
                        "SW1A 1AA")));
        assertEquals(List.of(), AddressLines.of(Map.of("name", "Nobody")));
    }
}
