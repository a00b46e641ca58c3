package yardstick.orders.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.RecurringTask;
import yardstick.kernel.Refusal;
import yardstick.orders.Order;
import yardstick.orders.OrderBoard;
import yardstick.orders.OrderId;
import yardstick.orders.Orders;
import yardstick.orders.book.OrderBook;
import yardstick.orders.book.OrderHead;
import yardstick.orders.json.JsonText;

@ApplicationScoped
class DefaultOrderBoard implements OrderBoard, RecurringTask {

    private static final Logger LOG = System.getLogger(DefaultOrderBoard.class.getName());
    private static final int CHUNK = 1_000;
    private static final int MOST_AT_ONCE = 500;
    private static final Pattern TAG = Pattern.compile("[^,\\s][^,]{0,29}");
    private static final List<String> ADDRESS =
            List.of("name", "phone", "line1", "line2", "district", "city", "region", "postcode", "country");

    @Inject
    Database database;

    @Inject
    Orders orders;

    @Inject
    OrderBook book;

    @Inject
    Clock clock;

    @Override
    public String name() {
        return "orders.board";
    }

    @Override
    public Duration period() {
        return Duration.ofSeconds(10);
    }

    @Override
    public List<Row> search(Query query) {
        return database.read(handle -> BoardSearch.search(handle, query));
    }

    @Override
    public void export(Query query, Consumer<Row> row) {
        Cursor after = null;
        while (true) {
            List<Row> rows = search(query.from(after, CHUNK));
            rows.forEach(row);
            if (rows.size() < CHUNK) {
                return;
            }
            after = rows.getLast().cursor();
        }
    }

    @Override
    public List<Exceptional> exceptions(int limit) {
        return database.read(handle -> Lanes.waiting(handle, limit));
    }

    @Override
    public List<String> tags() {
        return database.read(handle -> handle.createQuery("SELECT DISTINCT tag FROM orders.order_tag ORDER BY tag")
                .mapTo(String.class)
                .list());
    }

    @Override
    public Outcome<Action> apply(Command command, String tag, List<OrderId> chosen, String actor) {
        if (chosen.isEmpty() || chosen.size() > MOST_AT_ONCE) {
            return Outcome.refused(Refusal.of("orders.board_choose", "most", MOST_AT_ONCE));
        }
        String label = command == Command.CANCEL ? "" : tag.strip();
        if (command != Command.CANCEL && !TAG.matcher(label).matches()) {
            return Outcome.refused(Refusal.of("orders.board_tag"));
        }
        BoardActions.Wish wish = new BoardActions.Wish(label, actor, clock.instant());
        return database.write(handle -> {
            List<Long> changed = switch (command) {
                case TAG -> BoardActions.tag(handle, chosen, wish);
                case UNTAG -> BoardActions.untag(handle, chosen, label);
                case CANCEL -> chosen.stream().map(OrderId::value).toList();
            };
            long id = BoardActions.insert(handle, command, wish);
            BoardActions.changed(handle, id, changed);
            note(handle, changed.stream().map(OrderId::new).toList(), command, wish);
            return Outcome.done(BoardActions.find(handle, id).orElseThrow());
        });
    }

    private void note(Handle handle, List<OrderId> changed, Command command, BoardActions.Wish wish) {
        String key = switch (command) {
            case TAG -> "orders.event.tagged";
            case UNTAG -> "orders.event.untagged";
            case CANCEL -> "orders.event.cancel_due";
        };
        changed.forEach(order ->
                book.note(handle, order, new OrderBook.Entry(wish.actor(), key, Map.of("tag", wish.tag()))));
    }

    @Override
    public Outcome<Action> undo(long action, String actor) {
        Instant now = clock.instant();
        return database.write(handle -> {
            Action known = BoardActions.find(handle, action).orElse(null);
            boolean inTime = known != null
                    && !known.state().equals("UNDONE")
                    && known.undoUntil().isAfter(now)
                    && known.actor().equals(actor);
            if (known == null || !inTime || !BoardActions.move(handle, action, known.state(), "UNDONE")) {
                return Outcome.refused(Refusal.of("orders.board_undo_late"));
            }
            List<OrderId> changed = BoardActions.ordersOf(handle, action);
            BoardActions.Wish wish = new BoardActions.Wish(known.tag(), actor, now);
            switch (known.command()) {
                case TAG -> BoardActions.untag(handle, changed, known.tag());
                case UNTAG -> BoardActions.tag(handle, changed, wish);
                case CANCEL -> {
                    // It had not run yet, and now it never will.
                }
            }
            changed.forEach(order -> book.note(
                    handle,
                    order,
                    new OrderBook.Entry(
                            actor,
                            "orders.event.undone",
                            Map.of("command", known.command().name()))));
            return Outcome.done(BoardActions.find(handle, action).orElseThrow());
        });
    }

    @Override
    public List<Action> undoable(String actor) {
        return database.read(handle -> BoardActions.undoable(handle, actor, clock.instant()));
    }

    /** Cancels what nobody called off. */
    @Override
    public void run() {
        List<Action> due = database.read(handle -> BoardActions.due(handle, clock.instant()));
        for (Action action : due) {
            if (database.write(handle -> BoardActions.move(handle, action.id(), "DUE", "DONE"))) {
                database.read(handle -> BoardActions.ordersOf(handle, action.id()))
                        .forEach(order -> cancel(order, action.actor()));
            }
        }
    }

    /** One order that cannot be cancelled does not keep the others waiting; its timeline says why. */
    private void cancel(OrderId order, String actor) {
        try {
            if (orders.cancel(order, actor) instanceof Outcome.Refused<Order>(Refusal reason)) {
                database.execute(handle -> book.note(
                        handle,
                        order,
                        new OrderBook.Entry(actor, "orders.event.cancel_refused", Map.of("reason", reason.code()))));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "cannot cancel order " + order.value(), e);
        }
    }

    @Override
    public Outcome<Order> changeAddress(OrderId id, Map<String, String> fields, String actor) {
        return database.write(handle -> {
            OrderHead order = book.lock(handle, id).orElse(null);
            if (order == null) {
                return Outcome.refused(Refusal.of("orders.unknown_order"));
            }
            if (order.state() != Order.State.PAID && order.state() != Order.State.PENDING_PAYMENT) {
                return Outcome.refused(Refusal.of("orders.too_late_to_readdress"));
            }
            Map<String, String> old = JsonText.strings(address(handle, id));
            Map<String, String> fresh = new TreeMap<>(old);
            ADDRESS.stream()
                    .filter(fields::containsKey)
                    .forEach(field ->
                            fresh.put(field, fields.getOrDefault(field, "").strip()));
            fresh.values().removeIf(String::isBlank);
            if (!fresh.keySet().containsAll(List.of("name", "line1", "city", "country"))
                    || fresh.values().stream().anyMatch(value -> value.length() > 200)) {
                return Outcome.refused(Refusal.of("orders.field_required"));
            }
            String changes = diff(old, fresh);
            if (!changes.isEmpty()) {
                write(handle, id, fresh);
                book.note(
                        handle,
                        id,
                        new OrderBook.Entry(actor, "orders.event.address_edited", Map.of("changes", changes)));
            }
            return Outcome.done(orders.byToken(order.token()).orElseThrow());
        });
    }

    private static String address(Handle handle, OrderId id) {
        return handle.createQuery("SELECT address FROM orders.orders WHERE id = :id")
                .bind("id", id.value())
                .mapTo(String.class)
                .one();
    }

    private static void write(Handle handle, OrderId id, Map<String, String> address) {
        handle.createUpdate("UPDATE orders.orders SET address = :address::jsonb, name = :name WHERE id = :id")
                .bind("address", JsonText.of(address))
                .bind("name", address.getOrDefault("name", ""))
                .bind("id", id.value())
                .execute();
    }

    private static String diff(Map<String, String> old, Map<String, String> fresh) {
        return ADDRESS.stream()
                .filter(field -> !value(old, field).equals(value(fresh, field)))
                .map(field -> field + ": " + value(old, field) + " → " + value(fresh, field))
                .collect(Collectors.joining("; "));
    }

    private static String value(Map<String, String> address, String field) {
        @Nullable String value = address.get(field);
        return value == null || value.isBlank() ? "–" : value;
    }
}
