package yardstick.orders.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import yardstick.kernel.Database;

/**
 * What must be true of stock and money after anything whatsoever, asked of the tables themselves and of no other code
 * of this module. Each invariant is a statement that finds what breaks it.
 */
@ApplicationScoped
public class Audit {

    private static final int MOST_EXAMPLES = 20;

    @Inject
    Database database;

    Audit() {}

    /** Outside a container. */
    public Audit(Database database) {
        this.database = database;
    }

    /** @param invariant its name, for example {@code stock.level_is_ledger}; {@code example} says what is wrong where */
    public record Broken(String invariant, String example) {}

    /** Empty when all is well; at most 20 examples per invariant. All statements see one snapshot. */
    public List<Broken> broken() {
        return database.write(handle -> {
            handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            return Invariants.ALL.entrySet().stream()
                    .flatMap(invariant -> handle
                            .createQuery("SELECT example FROM (" + invariant.getValue() + ") AS found(example) LIMIT "
                                    + MOST_EXAMPLES)
                            .mapTo(String.class)
                            .list()
                            .stream()
                            .map(example -> new Broken(invariant.getKey(), example)))
                    .toList();
        });
    }

    /** Names of all invariants, in the order they are checked. */
    public static List<String> names() {
        return List.copyOf(Invariants.ALL.keySet());
    }

    /** The statements; each gives one text per break. */
    static Map<String, String> statements() {
        return Invariants.ALL;
    }
}
