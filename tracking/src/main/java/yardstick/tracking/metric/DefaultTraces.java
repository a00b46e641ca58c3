package yardstick.tracking.metric;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.tracking.Traces;
import yardstick.tracking.store.StoreOwner;
import yardstick.tracking.store.TraceSql;

/** {@link Traces} from the event store. */
@ApplicationScoped
public class DefaultTraces implements Traces {

    @Inject
    StoreOwner owner;

    DefaultTraces() {}

    /** Outside a container. */
    public DefaultTraces(StoreOwner owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Trace> ofOrder(long order) {
        List<String> browsers = owner.store().query(TraceSql.BROWSERS, row -> row.getString(1), order);
        List<Object> arguments = new ArrayList<>(browsers.isEmpty() ? List.of("") : browsers);
        arguments.add(order);
        arguments.add(order);
        Map<String, Integer> devices = new HashMap<>();
        List<String> ids = new ArrayList<>();
        List<Step> steps = owner.store()
                .query(
                        TraceSql.ofOrder(browsers.size()),
                        row -> {
                            ids.add(row.getString("trace"));
                            return step(row, devices);
                        },
                        arguments.toArray());
        return steps.isEmpty() ? Optional.empty() : Optional.of(new Trace(ids.getFirst(), steps));
    }

    private static Step step(ResultSet row, Map<String, Integer> devices) throws SQLException {
        String visitor = row.getString("visitor");
        int device = visitor == null ? 0 : devices.computeIfAbsent(visitor, key -> devices.size() + 1);
        String page = row.getString("page");
        return new Step(
                row.getString("name"),
                Instant.EPOCH.plus(row.getLong(3), ChronoUnit.MICROS),
                device,
                page == null ? "" : page,
                row.getString("sku"),
                whole(row, "order_id"),
                whole(row, "value_minor"),
                row.getString("currency"));
    }

    private static @Nullable Long whole(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
