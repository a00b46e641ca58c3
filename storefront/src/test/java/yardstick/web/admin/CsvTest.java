package yardstick.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import yardstick.orders.OrderBoard;

class CsvTest {

    @Test
    void exportGivesNoFormulaToASpreadsheet() {
        Csv csv = new Csv();
        Samples.orders().forEach(order -> BoardResource.line(csv, new OrderBoard.Row(order, List.of())));
        assertTrue(csv.toString().contains("\"'=HYPERLINK(\"\"http://x\"\")\""), csv.toString());
        for (String start : List.of("=1", "+1", "-1", "@x", "\tx", "\rx")) {
            assertTrue(new Csv().text(start).toString().contains("\"'" + start), start);
        }
        assertEquals(
                "\uFEFF\"plain\",-5\r\n",
                new Csv().text("plain").number(-5).end().toString());
    }
}
