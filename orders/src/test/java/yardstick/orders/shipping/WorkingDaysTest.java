package yardstick.orders.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yardstick.orders.Deliveries.Calendar;
import yardstick.orders.Deliveries.Promise;

class WorkingDaysTest {

    private static final Calendar USUAL = new Calendar("*", "sf", LocalTime.of(16, 0), 1, 1, 3, "12345", "123456");

    /** The holiday is Thursday, 1 October 2026. */
    @ParameterizedTest
    @CsvSource({
        "2026-09-14T10:00, 2026-09-16, 2026-09-18",
        "2026-09-14T15:59:59, 2026-09-16, 2026-09-18",
        "2026-09-14T16:00, 2026-09-17, 2026-09-19",
        "2026-09-18T10:00, 2026-09-22, 2026-09-24",
        "2026-09-18T17:00, 2026-09-23, 2026-09-25",
        "2026-09-19T10:00, 2026-09-23, 2026-09-25",
        "2026-09-20T23:59, 2026-09-23, 2026-09-25",
        "2026-09-30T10:00, 2026-10-03, 2026-10-06",
        "2026-09-29T10:00, 2026-10-02, 2026-10-05",
        "2026-12-31T10:00, 2027-01-02, 2027-01-05",
    })
    void weekendsAndHolidaysDoNotCount(LocalDateTime ordered, LocalDate from, LocalDate by) {
        WorkingDays days = new WorkingDays(USUAL, Set.of(LocalDate.of(2026, 10, 1)));
        assertEquals(new Promise("standard", "sf", from, by), days.promise("standard", ordered));
    }
}
