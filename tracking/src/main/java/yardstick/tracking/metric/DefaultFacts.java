package yardstick.tracking.metric;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.tracking.Facts;
import yardstick.tracking.Journey;
import yardstick.tracking.Reconciliation;
import yardstick.tracking.Statistics;
import yardstick.tracking.metric.OrderDays.Period;
import yardstick.tracking.store.StoreOwner;

/** {@link Facts} from PostgreSQL (orders) and the event store (visits, exposures). */
@ApplicationScoped
public class DefaultFacts implements Facts {

    private static final long END_OF_TIME = 253_402_300_799_000_000L;

    @Inject
    Database database;

    @Inject
    StoreOwner owner;

    @Inject
    Settings settings;

    DefaultFacts() {}

    /** Outside a container. */
    public DefaultFacts(Database database, StoreOwner owner, Settings settings) {
        this.database = database;
        this.owner = owner;
        this.settings = settings;
    }

    @Override
    public List<OrderDay> orderDays(LocalDate from, LocalDate to, String currency) {
        return orders().days(new Period(from, to, currency)).stream()
                .map(OrderDays.Sold::day)
                .toList();
    }

    @Override
    public Optional<String> currency(LocalDate from, LocalDate to) {
        return database.read(handle -> handle.createQuery("""
                        SELECT currency FROM tracking.order_fact WHERE occurred_at >= :from AND occurred_at < :until
                        GROUP BY currency ORDER BY count(*) DESC, currency LIMIT 1""")
                .bind("from", from.atStartOfDay(settings.zone()).toOffsetDateTime())
                .bind("until", to.plusDays(1).atStartOfDay(settings.zone()).toOffsetDateTime())
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public Buyers buyers(LocalDate from, LocalDate to, String currency) {
        return orders().buyers(new Period(from, to, currency));
    }

    private OrderDays orders() {
        return new OrderDays(database, settings.zone(), owner.clock());
    }

    @Override
    public List<SessionDay> sessionDays(LocalDate from, LocalDate to) {
        ZoneId zone = settings.zone();
        long start = micros(from.atStartOfDay(zone).toInstant());
        long end = micros(to.plusDays(1).atStartOfDay(zone).toInstant());
        String sql = BehaviourSql.sessionDays(BehaviourSql.day(
                "started_at",
                zone,
                from.atStartOfDay(zone).toInstant(),
                to.plusDays(1).atStartOfDay(zone).toInstant()));
        return owner.store()
                .rolled(
                        sql,
                        row -> new SessionDay(
                                row.getObject(1, LocalDate.class), row.getLong(2), row.getLong(3), row.getLong(4)),
                        start,
                        end);
    }

    @Override
    public List<Cell> cells(String dimension, LocalDate from, LocalDate to, String currency) {
        Instant first = from.atStartOfDay(settings.zone()).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(settings.zone()).toInstant();
        return owner.store()
                .rolled(
                        BehaviourSql.cells(dimension, BehaviourSql.day("started_at", settings.zone(), first, end)),
                        row -> new Cell(
                                row.getString(1),
                                row.getObject(2, LocalDate.class),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5)),
                        micros(first),
                        micros(end),
                        currency,
                        micros(first),
                        micros(end));
    }

    @Override
    public List<Arm> arms(String release, Instant from, @Nullable Instant to, String currency) {
        long end = to == null ? END_OF_TIME : micros(to);
        return owner.store()
                .query(
                        BehaviourSql.arms(minutes()),
                        DefaultFacts::arm,
                        release,
                        micros(from),
                        end,
                        currency,
                        end,
                        micros(from),
                        end,
                        end);
    }

    private static Arm arm(ResultSet row) throws SQLException {
        return new Arm(
                row.getString("variant"),
                row.getLong("visitors"),
                row.getDouble("orders"),
                row.getDouble("revenue"),
                row.getDouble("visits"),
                row.getDouble("orders_squared"),
                row.getDouble("revenue_squared"),
                row.getDouble("visits_squared"),
                row.getDouble("revenue_orders"),
                row.getDouble("orders_visits"),
                row.getLong("buyers"),
                row.getLong("repeat_buyers"));
    }

    @Override
    public List<Statistics> statistics(List<Statistics.Query> queries) {
        return new ReleaseStatistics(owner.store(), settings.zone()).of(queries);
    }

    @Override
    public Statistics together(Statistics.Query query, String other) {
        return new ReleaseStatistics(owner.store(), settings.zone()).together(query, other);
    }

    @Override
    public Statistics everybody(Instant from, Instant to, String currency) {
        return new ReleaseStatistics(owner.store(), settings.zone())
                .everybody(new Statistics.Query("", from, to, currency));
    }

    @Override
    public List<Journey> journeys(LocalDate from, LocalDate to, String currency, int naming) {
        long start = micros(from.atStartOfDay(settings.zone()).toInstant());
        long end = micros(to.plusDays(1).atStartOfDay(settings.zone()).toInstant());
        return owner.store()
                .rolled(JourneySql.of(naming), JourneySql::journey, currency, start, end, start, end, start);
    }

    @Override
    public Reconciliation reconcile(LocalDate from, LocalDate to, Instant until, boolean each) {
        Instant end = to.plusDays(1).atStartOfDay(settings.zone()).toInstant();
        Reconciling.Span span = new Reconciling.Span(
                from.atStartOfDay(settings.zone()).toInstant(), end.isBefore(until) ? end : until, settings.currency());
        Reconciling reconciling = new Reconciling(database, owner.store(), settings.zone());
        return each ? reconciling.gaps(span) : reconciling.totals(span, orders());
    }

    @Override
    public String mark() {
        owner.store().rollUp();
        return owner.store().mark();
    }

    @Override
    public long crossedVisitors(String release, Instant from, @Nullable Instant to) {
        return owner.store()
                .query(
                        BehaviourSql.CROSSED,
                        row -> row.getLong(1),
                        release,
                        micros(from),
                        to == null ? END_OF_TIME : micros(to))
                .getFirst();
    }

    @Override
    public List<Map<String, Object>> query(String sql) {
        return owner.store().analyse(sql);
    }

    private int minutes() {
        return settings.number(Setting.SESSION_MINUTES);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
