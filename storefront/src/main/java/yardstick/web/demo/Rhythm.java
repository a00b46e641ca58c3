package yardstick.web.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;

/** When people come: more at weekends and in the evening, a little more every week. */
final class Rhythm {

    static final int DAYS = 120;

    private static final double GROWTH = 0.3;

    /** Monday to Sunday. */
    private static final double[] WEEK = {0.92, 0.90, 0.95, 0.99, 1.05, 1.24, 1.18};

    /** Weight of each hour of the day; nobody starts between midnight and one, or after eleven. */
    private static final double[] HOURS = {
        0, .3, .2, .1, .1, .3, .8, 1.6, 2.4, 3.2, 3.8, 3.6, 4.2, 3.6, 3.2, 3.2, 3.4, 3.8, 4.4, 5.4, 6.6, 6.4, 4.2, 0
    };

    private final LocalDate first;
    private final ZoneId zone;
    private final double[] days = new double[DAYS];

    Rhythm(LocalDate until, ZoneId zone) {
        this.first = until.minusDays(DAYS - 1L);
        this.zone = zone;
        for (int day = 0; day < DAYS; day++) {
            int weekday = first.plusDays(day).getDayOfWeek().getValue() - 1;
            days[day] = WEEK[weekday] * (1 + GROWTH * day / DAYS);
        }
    }

    Instant begins() {
        return first.atStartOfDay(zone).toInstant();
    }

    LocalDate date(int day) {
        return first.plusDays(day);
    }

    int day(Random random) {
        return pick(days, random);
    }

    Instant moment(int day, Random random) {
        int hour = pick(HOURS, random);
        return first.plusDays(day)
                .atTime(hour, random.nextInt(60), random.nextInt(60))
                .atZone(zone)
                .toInstant();
    }

    private static int pick(double[] weights, Random random) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double at = random.nextDouble() * total;
        for (int i = 0; i < weights.length; i++) {
            at -= weights[i];
            if (at < 0) {
                return i;
            }
        }
        return weights.length - 2;
    }
}
