package yardstick.orders.slot;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import yardstick.orders.Pickups;
import yardstick.orders.Pickups.Hours;
import yardstick.orders.Pickups.Point;

/** Statements on pick-up points and their opening hours. */
public final class PointStore {

    private PointStore() {}

    private record Opening(int point, Hours hours) {}

    public static List<Point> all(Handle handle) {
        Map<Integer, List<Hours>> hours = handle
                .createQuery("SELECT point_id, weekday, opens, closes FROM orders.pickup_hours ORDER BY weekday, opens")
                .map((row, context) -> new Opening(
                        row.getInt(1),
                        new Hours(row.getInt(2), row.getObject(3, LocalTime.class), row.getObject(4, LocalTime.class))))
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(Opening::point, Collectors.mapping(Opening::hours, Collectors.toList())));
        return handle.createQuery("SELECT * FROM orders.pickup_point ORDER BY code")
                .map((row, context) -> new Point(
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("address"),
                        row.getString("phone"),
                        row.getString("zone"),
                        row.getInt("lead_minutes"),
                        row.getInt("slot_minutes"),
                        row.getInt("capacity"),
                        row.getInt("grace_minutes"),
                        row.getBoolean("active"),
                        hours.getOrDefault(row.getInt("id"), List.of())))
                .list();
    }

    public static void keep(Handle handle, Point point) {
        int id = handle.createQuery("""
                        INSERT INTO orders.pickup_point (code, name, address, phone, zone, lead_minutes, slot_minutes,
                                                         capacity, grace_minutes, active)
                        VALUES (:code, :name, :address, :phone, :zone, :lead, :slot, :capacity, :grace, :active)
                        ON CONFLICT (code) DO UPDATE SET name = excluded.name, address = excluded.address,
                            phone = excluded.phone, zone = excluded.zone, lead_minutes = excluded.lead_minutes,
                            slot_minutes = excluded.slot_minutes, capacity = excluded.capacity,
                            grace_minutes = excluded.grace_minutes, active = excluded.active
                        RETURNING id""")
                .bind("code", point.code())
                .bind("name", point.name())
                .bind("address", point.address())
                .bind("phone", point.phone())
                .bind("zone", point.zone())
                .bind("lead", point.leadMinutes())
                .bind("slot", point.slotMinutes())
                .bind("capacity", point.capacity())
                .bind("grace", point.graceMinutes())
                .bind("active", point.active())
                .mapTo(Integer.class)
                .one();
        handle.createUpdate("DELETE FROM orders.pickup_hours WHERE point_id = :id")
                .bind("id", id)
                .execute();
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO orders.pickup_hours (point_id, weekday, opens, closes) VALUES (:id, :weekday, :opens, :closes)");
        point.hours()
                .forEach(each -> batch.bind("id", id)
                        .bind("weekday", each.weekday())
                        .bind("opens", each.opens())
                        .bind("closes", each.closes())
                        .add());
        batch.execute();
        drop(handle, id);
        plan(handle);
        offer(handle);
    }

    private static void offer(Handle handle) {
        handle.createUpdate("""
                        UPDATE orders.shipping_method
                        SET active = EXISTS (SELECT FROM orders.pickup_point WHERE active) WHERE code = :method""").bind("method", Pickups.METHOD).execute();
    }

    /** Slots nobody booked or chose follow the new hours; a booked one stays, with room for those who are in. */
    private static void drop(Handle handle, int point) {
        handle.createUpdate("""
                        DELETE FROM orders.pickup_slot s WHERE point_id = :id AND starts_at > now() AND booked = 0
                          AND NOT EXISTS (SELECT FROM orders.pickup_booking WHERE slot_id = s.id)
                          AND NOT EXISTS (SELECT FROM orders.pickup_choice WHERE slot_id = s.id)""").bind("id", point).execute();
        handle.createUpdate("""
                        UPDATE orders.pickup_slot s SET capacity = greatest(s.booked, p.capacity)
                        FROM orders.pickup_point p WHERE p.id = s.point_id AND p.id = :id AND s.starts_at > now()""").bind("id", point).execute();
    }

    /** Opens the slots of the next eight days; those that are there stay as they are. */
    public static int plan(Handle handle) {
        return handle.createUpdate("""
                        INSERT INTO orders.pickup_slot (point_id, starts_at, ends_at, capacity)
                        SELECT p.id, begun AT TIME ZONE p.zone,
                               (begun + make_interval(mins => p.slot_minutes)) AT TIME ZONE p.zone, p.capacity
                        FROM orders.pickup_point p
                        JOIN orders.pickup_hours h ON h.point_id = p.id
                        CROSS JOIN generate_series(0, 7) AS ahead
                        CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE p.zone)::date + ahead AS day) AS d
                        CROSS JOIN LATERAL generate_series(d.day + h.opens,
                            d.day + h.closes - make_interval(mins => p.slot_minutes),
                            make_interval(mins => p.slot_minutes)) AS begun
                        WHERE p.active AND extract(isodow FROM d.day) = h.weekday
                          AND begun AT TIME ZONE p.zone > now()
                          AND begun AT TIME ZONE p.zone
                              < (begun + make_interval(mins => p.slot_minutes)) AT TIME ZONE p.zone
                        ON CONFLICT (point_id, starts_at) DO NOTHING""").execute();
    }
}
