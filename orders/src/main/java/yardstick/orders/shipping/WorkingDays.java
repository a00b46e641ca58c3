package yardstick.orders.shipping;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;
import yardstick.orders.Deliveries.Calendar;
import yardstick.orders.Deliveries.Promise;

/** Counts days that count. */
final class WorkingDays {

    private final Calendar calendar;
    private final Set<LocalDate> holidays;

    WorkingDays(Calendar calendar, Set<LocalDate> holidays) {
        this.calendar = calendar;
        this.holidays = holidays;
    }

    private boolean works(LocalDate day, String weekdays) {
        return weekdays.indexOf('0' + day.getDayOfWeek().getValue()) >= 0 && !holidays.contains(day);
    }

    private LocalDate onOrAfter(LocalDate day, String weekdays) {
        LocalDate next = day;
        while (!works(next, weekdays)) {
            next = next.plusDays(1);
        }
        return next;
    }

    private LocalDate after(LocalDate day, int days, String weekdays) {
        LocalDate next = day;
        for (int i = 0; i < days; i++) {
            next = onOrAfter(next.plusDays(1), weekdays);
        }
        return next;
    }

    /** @param ordered local time of the shop */
    Promise promise(String method, LocalDateTime ordered) {
        LocalDate day = ordered.toLocalDate();
        LocalDate begun = ordered.toLocalTime().isBefore(calendar.cutoff()) ? day : day.plusDays(1);
        LocalDate handled = after(
                onOrAfter(begun, calendar.handlingWeekdays()), calendar.handlingDays(), calendar.handlingWeekdays());
        return new Promise(
                method,
                calendar.carrier(),
                after(handled, calendar.transitLeast(), calendar.deliveryWeekdays()),
                after(handled, calendar.transitMost(), calendar.deliveryWeekdays()));
    }
}
