package yardstick.tracking.metric;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.tracking.MetricRegistry;
import yardstick.tracking.store.StoreOwner;

/** {@link MetricRegistry} from its file, computed in the event store. */
@ApplicationScoped
public class DefaultMetricRegistry implements MetricRegistry {

    private static final long LONGEST = 400;

    private final Map<String, Metric> metrics = new LinkedHashMap<>();

    @Inject
    StoreOwner owner;

    @Inject
    Settings settings;

    DefaultMetricRegistry() {
        RegistryFile.read().forEach(metric -> metrics.put(metric.key(), metric));
    }

    /** Outside a container. */
    public DefaultMetricRegistry(StoreOwner owner, Settings settings) {
        this();
        this.owner = owner;
        this.settings = settings;
    }

    @Override
    public List<Metric> all() {
        return List.copyOf(metrics.values());
    }

    @Override
    public Optional<Metric> find(String key) {
        return Optional.ofNullable(metrics.get(key));
    }

    @Override
    public String sql(Metric metric) {
        Instant now = Instant.EPOCH;
        return RegistrySql.of(
                metric,
                BehaviourSql.day("moment", settings.zone(), now, now),
                settings.number(Setting.SESSION_MINUTES));
    }

    @Override
    public List<Point> trend(Metric metric, LocalDate from, LocalDate to) {
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= LONGEST) {
            throw new IllegalArgumentException("a period of 1 to " + LONGEST + " days, not " + from + " to " + to);
        }
        ZoneId zone = settings.zone();
        Instant first = from.atStartOfDay(zone).toInstant();
        Instant last = to.plusDays(1).atStartOfDay(zone).toInstant();
        String sql = RegistrySql.of(
                metric, BehaviourSql.day("moment", zone, first, last), settings.number(Setting.SESSION_MINUTES));
        Map<LocalDate, @Nullable Double> known = new HashMap<>();
        owner.store()
                .query(
                        sql,
                        row -> known.put(row.getObject(1, LocalDate.class), row.getObject(2, Double.class)),
                        micros(first),
                        micros(last),
                        micros(first),
                        micros(last));
        return from.datesUntil(to.plusDays(1))
                .map(day -> new Point(day, known.get(day)))
                .toList();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
