package yardstick.orders.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Invariants;
import yardstick.orders.Audits.Broken;

/**
 * What must be true of stock and money after anything whatsoever, asked of the tables themselves and of no module's
 * code. All statements see one snapshot.
 */
@ApplicationScoped
public class Audit {

    private static final int MOST_EXAMPLES = 20;

    @Inject
    Database database;

    @Inject
    @Any
    Instance<Invariants> injected;

    private @Nullable List<Invariants> given;

    Audit() {}

    /** Outside a container: this module's own invariants. */
    public Audit(Database database) {
        this(database, List.of(new OrderInvariants(), new FulfilmentInvariants()));
    }

    public Audit(Database database, List<Invariants> given) {
        this.database = database;
        this.given = given;
    }

    /** Empty when all is well; at most 20 examples per invariant. */
    public List<Broken> broken() {
        return database.write(handle -> {
            handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            List<Broken> broken = new ArrayList<>();
            sources()
                    .forEach(source -> source.statements()
                            .forEach((name, statement) -> examples(handle, statement)
                                    .forEach(example -> broken.add(new Broken(name, example)))));
            disagreements(handle).forEach(broken::add);
            return broken;
        });
    }

    private static List<String> examples(Handle handle, String statement) {
        return handle.createQuery("SELECT example FROM (" + statement + ") AS found(example) LIMIT " + MOST_EXAMPLES)
                .mapTo(String.class)
                .list();
    }

    private List<Broken> disagreements(Handle handle) {
        Map<String, List<Map<String, Long>>> byName = new LinkedHashMap<>();
        sources()
                .forEach(source -> source.tallies()
                        .forEach((name, statement) -> byName.computeIfAbsent(name, key -> new ArrayList<>())
                                .add(tally(handle, statement))));
        List<Broken> broken = new ArrayList<>();
        byName.forEach((name, tallies) -> tallies.stream()
                .skip(1)
                .flatMap(other -> differences(tallies.getFirst(), other).stream())
                .forEach(difference -> broken.add(new Broken(name, difference))));
        return broken;
    }

    private static Map<String, Long> tally(Handle handle, String statement) {
        Map<String, Long> tally = new LinkedHashMap<>();
        handle.createQuery(statement)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(entry -> tally.put(entry.getKey(), entry.getValue()));
        return tally;
    }

    private static List<String> differences(Map<String, Long> one, Map<String, Long> other) {
        TreeSet<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        return keys.stream()
                .filter(key -> !one.getOrDefault(key, 0L).equals(other.getOrDefault(key, 0L)))
                .limit(MOST_EXAMPLES)
                .map(key -> key + ": " + one.getOrDefault(key, 0L) + " and " + other.getOrDefault(key, 0L))
                .toList();
    }

    private List<Invariants> sources() {
        List<Invariants> fixed = given;
        return fixed == null
                ? StreamSupport.stream(injected.spliterator(), false).toList()
                : fixed;
    }

    /** Names of all invariants that are checked. */
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>();
        sources().forEach(source -> {
            names.addAll(source.statements().keySet());
            names.addAll(source.tallies().keySet());
        });
        return List.copyOf(names);
    }
}
