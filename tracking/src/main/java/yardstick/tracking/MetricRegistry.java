package yardstick.tracking;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;

/** Every metric that is computed from events, as data: what it is called, how it is computed, who answers for it. */
public interface MetricRegistry {

    /** What a metric tells about. */
    enum Kind {
        BEHAVIOUR,
        TECHNICAL
    }

    /**
     * @param grain {@code event} or {@code visit}: the rows that the formula runs over
     * @param events names of the events it is made of
     * @param unit {@code count}, {@code share}, {@code ratio}, {@code minor} (minor units of money), {@code seconds},
     *     {@code ms}, {@code kb} or {@code score}
     * @param owner who answers for it
     * @param lineage where its numbers come from, step by step
     * @param formula the aggregate, in SQL
     */
    record Metric(
            String key,
            Kind kind,
            String grain,
            List<String> events,
            String unit,
            String owner,
            String lineage,
            String formula,
            String english,
            String chinese) {

        public String name(Language language) {
            return language == Language.ZH ? chinese : english;
        }
    }

    /** @param value null where the metric is not defined, such as a share of nothing */
    record Point(LocalDate day, @Nullable Double value) {}

    /** In the order of the registry. */
    List<Metric> all();

    Optional<Metric> find(String key);

    /** The statement that {@link #trend} runs; its arguments are the first and the last moment, in microseconds. */
    String sql(Metric metric);

    /** One value for each day of the shop's zone, both ends inclusive; at most 400 days. */
    List<Point> trend(Metric metric, LocalDate from, LocalDate to);
}
