package yardstick.orders.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import yardstick.catalog.AvailabilityChanged;
import yardstick.catalog.SkuId;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.Warehousing;
import yardstick.orders.cart.RefusedException;
import yardstick.orders.sql.SqlArrays;

@ApplicationScoped
class DefaultWarehousing implements Warehousing {

    private static final int MOVEMENTS = 50;
    private static final int MOST_UNITS = 10_000_000;
    private static final int LONGEST = 300;

    @Inject
    Database database;

    @Inject
    Announcer announcer;

    @Inject
    Notices notices;

    /** What to do with a level that is there. */
    @FunctionalInterface
    private interface Change {
        void on(Handle handle, Warehouse warehouse);
    }

    @Override
    public List<Warehouse> warehouses() {
        return database.read(SheetReader::warehouses);
    }

    @Override
    public Outcome<Warehouse> keep(Warehouse warehouse) {
        if (!warehouse.code().matches("[a-z0-9][a-z0-9-]{0,31}")) {
            return Outcome.refused(Refusal.of("orders.warehouse_code"));
        }
        if (warehouse.name().isBlank() || warehouse.name().length() > LONGEST) {
            return Outcome.refused(Refusal.of("orders.field_required"));
        }
        database.execute(handle -> handle.createUpdate("""
                        INSERT INTO orders.warehouse (code, name, priority, active)
                        VALUES (:code, :name, :priority, :active)
                        ON CONFLICT (code) DO UPDATE SET name = excluded.name, priority = excluded.priority,
                            active = excluded.active""")
                .bind("code", warehouse.code())
                .bind("name", warehouse.name().strip())
                .bind("priority", warehouse.priority())
                .bind("active", warehouse.active())
                .execute());
        announceAll(warehouse.code());
        return Outcome.done(database.read(handle -> SheetReader.warehouse(handle, warehouse.code()))
                .orElseThrow());
    }

    /** A warehouse that serves or no longer serves changes everything that lies in it. */
    private void announceAll(String code) {
        database.execute(handle -> announce(
                handle.createQuery("""
                        SELECT l.sku FROM orders.stock_level l JOIN orders.warehouse h ON h.id = l.warehouse
                        WHERE h.code = :code UNION
                        SELECT b.bundle FROM orders.bundle_component b JOIN orders.stock_level l ON l.sku = b.component
                        JOIN orders.warehouse h ON h.id = l.warehouse WHERE h.code = :code""").bind("code", code).mapTo(Long.class).list()));
    }

    private void announce(List<Long> skus) {
        if (!skus.isEmpty()) {
            TreeSet<SkuId> changed = new TreeSet<>();
            skus.forEach(sku -> changed.add(new SkuId(sku)));
            announcer.announce(new AvailabilityChanged(changed));
        }
    }

    @Override
    public Sheet sheet(SkuId sku, int movements) {
        return database.read(handle -> SheetReader.sheet(handle, sku, movements));
    }

    @Override
    public List<Low> low(int threshold, int limit) {
        return database.read(handle -> SheetReader.low(handle, threshold, limit));
    }

    @Override
    public Outcome<Sheet> receive(Entry entry) {
        return entry.quantity() < 1 ? tooFew() : change(entry, "RECEIVE");
    }

    @Override
    public Outcome<Sheet> adjust(Entry entry) {
        return entry.quantity() == 0 ? tooFew() : change(entry, "ADJUST");
    }

    private static Outcome<Sheet> tooFew() {
        return Outcome.refused(Refusal.of("orders.stock_quantity"));
    }

    private Outcome<Sheet> change(Entry entry, String kind) {
        return on(entry, (handle, warehouse) -> move(handle, entry, new Step(warehouse.id(), entry.quantity(), kind)));
    }

    private record Step(int warehouse, int quantity, String kind) {}

    private void move(Handle handle, Entry entry, Step step) {
        Query query = handle.createQuery(EntrySql.CHANGE)
                .bind("sku", entry.sku().value())
                .bind("warehouse", step.warehouse())
                .bind("quantity", step.quantity())
                .bind("kind", step.kind())
                .bind("reason", entry.reason())
                .bind("actor", entry.actor());
        crossed(handle, entry.sku(), query.mapTo(Boolean.class).findOne());
    }

    private void crossed(Handle handle, SkuId sku, Optional<Boolean> crossed) {
        boolean announces = crossed.orElseThrow(() -> new RefusedException(Refusal.of("orders.stock_reserved")));
        List<Long> bundles = handle.createQuery(EntrySql.BUNDLES_OF)
                .bind("sku", sku.value())
                .mapTo(Long.class)
                .list();
        if (announces) {
            bundles.add(sku.value());
        }
        announce(bundles);
    }

    @Override
    public Outcome<Sheet> count(Entry entry) {
        return entry.quantity() < 0
                ? tooFew()
                : on(entry, (handle, warehouse) -> {
                    Counting counting = new Counting(warehouse.id(), Counting.NOW, entry.reason(), entry.actor());
                    TreeSet<SkuId> crossed = counting.set(handle, Map.of(entry.sku(), entry.quantity()));
                    announce(crossed.stream().map(SkuId::value).toList());
                });
    }

    @Override
    public Outcome<Sheet> transfer(Entry entry, String to) {
        if (entry.quantity() < 1 || entry.warehouse().equals(to)) {
            return tooFew();
        }
        return on(entry, (handle, warehouse) -> {
            Warehouse target = SheetReader.warehouse(handle, to)
                    .orElseThrow(() -> new RefusedException(Refusal.of("orders.unknown_warehouse")));
            open(handle, entry.sku(), target.id());
            handle.createQuery(EntrySql.LOCK_BOTH)
                    .bind("sku", entry.sku().value())
                    .bind("warehouse", warehouse.id())
                    .bind("to", target.id())
                    .mapTo(Integer.class)
                    .list();
            move(handle, entry, new Step(warehouse.id(), -entry.quantity(), "TRANSFER"));
            move(handle, entry, new Step(target.id(), entry.quantity(), "TRANSFER"));
        });
    }

    @Override
    public Outcome<Sheet> keepSafe(Entry entry) {
        return entry.quantity() < 0
                ? tooFew()
                : on(entry, (handle, warehouse) -> {
                    Query query = handle.createQuery(EntrySql.SAFETY)
                            .bind("sku", entry.sku().value())
                            .bind("warehouse", warehouse.id())
                            .bind("quantity", entry.quantity());
                    crossed(handle, entry.sku(), query.mapTo(Boolean.class).findOne());
                });
    }

    private Outcome<Sheet> on(Entry entry, Change change) {
        if (Math.abs((long) entry.quantity()) > MOST_UNITS) {
            return tooFew();
        }
        if (entry.reason().isBlank() || entry.reason().length() > LONGEST) {
            return Outcome.refused(Refusal.of("orders.stock_reason"));
        }
        try {
            return database.write(handle -> {
                Warehouse warehouse = SheetReader.warehouse(handle, entry.warehouse())
                        .orElseThrow(() -> new RefusedException(Refusal.of("orders.unknown_warehouse")));
                if (!SheetReader.components(handle, List.of(entry.sku())).isEmpty()) {
                    throw new RefusedException(Refusal.of("orders.stock_of_bundle"));
                }
                open(handle, entry.sku(), warehouse.id());
                change.on(handle, warehouse);
                return Outcome.done(SheetReader.sheet(handle, entry.sku(), MOVEMENTS));
            });
        } catch (RefusedException e) {
            return Outcome.refused(e.reason());
        }
    }

    private static void open(Handle handle, SkuId sku, int warehouse) {
        SqlArrays.on(handle)
                .createUpdate(LevelSql.OPEN)
                .bind("warehouse", warehouse)
                .bindArray("skus", Long.class, List.of(sku.value()))
                .execute();
    }

    @Override
    public Outcome<Sheet> compose(SkuId bundle, List<Component> components) {
        try {
            return database.write(handle -> {
                Bundles.define(handle, bundle, components);
                announce(List.of(bundle.value()));
                return Outcome.done(SheetReader.sheet(handle, bundle, MOVEMENTS));
            });
        } catch (RefusedException e) {
            return Outcome.refused(e.reason());
        }
    }

    @Override
    public Map<SkuId, List<Component>> components(List<SkuId> skus) {
        return database.read(handle -> SheetReader.components(handle, skus));
    }

    @Override
    public Outcome<Boolean> notifyMe(Wish wish) {
        return notices.wish(wish);
    }
}
