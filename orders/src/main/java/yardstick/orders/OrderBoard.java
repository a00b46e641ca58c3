package yardstick.orders;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Outcome;

/** The merchant's work on many orders: the exception lane, lists that page without gaps, bulk commands with undo. */
public interface OrderBoard {

    /** Tag of orders that the warehouse is to pick. */
    String PICKING = "picking";

    /** @param placedAt and id of the last row seen; ties in time are told apart by the id */
    record Cursor(Instant placedAt, long id) {

        @Override
        public String toString() {
            return placedAt + "_" + id;
        }

        /** Empty for anything that is not a cursor. */
        public static Optional<Cursor> parse(String text) {
            int at = text.lastIndexOf('_');
            try {
                return at < 0
                        ? Optional.empty()
                        : Optional.of(new Cursor(
                                Instant.parse(text.substring(0, at)), Long.parseLong(text.substring(at + 1))));
            } catch (java.time.format.DateTimeParseException | NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * @param text beginning of an order number, e-mail or name; empty for all
     * @param tag only orders with this tag; empty for all
     */
    record Query(
            String text,
            Order.@Nullable State state,
            String tag,
            @Nullable Cursor after,
            int limit) {

        public Query from(@Nullable Cursor cursor, int most) {
            return new Query(text, state, tag, cursor, most);
        }
    }

    record Row(Orders.Summary order, List<String> tags) {

        public Cursor cursor() {
            return new Cursor(order.placedAt(), order.id().value());
        }
    }

    /** Why somebody has to look at an order. */
    enum Lane {
        PAYMENT,
        STOCK,
        CARRIER,
        RISK,
        RETURN
    }

    /** @param textKey text of this module with the arguments */
    record Exceptional(Lane lane, String orderNumber, String textKey, Map<String, String> arguments, Instant since) {}

    /** What is done to many orders. */
    enum Command {
        TAG,
        UNTAG,
        CANCEL
    }

    /**
     * @param orders how many were changed, or will be
     * @param undoUntil until when {@link #undo} takes it back
     */
    record Action(
            long id,
            Command command,
            String tag,
            String state,
            String actor,
            int orders,
            Instant at,
            Instant undoUntil) {}

    /** Newest first. */
    List<Row> search(Query query);

    /** Every row of the query, newest first, read in pages: nothing is built up in memory, no transaction stays open. */
    void export(Query query, Consumer<Row> row);

    /** Oldest first within a lane. */
    List<Exceptional> exceptions(int limit);

    List<String> tags();

    /** Tags and marks take effect at once; a cancellation after the time in which it can be called off. */
    Outcome<Action> apply(Command command, String tag, List<OrderId> orders, String actor);

    /** By the inverse command, only on what the action really changed. Once, and in time. */
    Outcome<Action> undo(long action, String actor);

    /** What this person did lately and can still take back. */
    List<Action> undoable(String actor);

    /** Before shipping; the timeline says what was what. */
    Outcome<Order> changeAddress(OrderId order, Map<String, String> fields, String actor);
}
