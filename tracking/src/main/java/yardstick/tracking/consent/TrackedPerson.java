package yardstick.tracking.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import yardstick.kernel.Database;
import yardstick.kernel.PersonalData;
import yardstick.tracking.store.StoreOwner;

/** Events of a visitor, and the visitor and customer of orders and refunds as they are counted. */
@ApplicationScoped
public class TrackedPerson implements PersonalData {

    private static final String ORDERS = """
            FROM tracking.order_fact WHERE visitor = ANY(:visitors) OR customer = :customer""";
    private static final String REFUNDS = "FROM tracking.refund_fact WHERE customer = :customer";
    private static final long NOBODY = Long.MIN_VALUE;

    @Inject
    Database database;

    @Inject
    StoreOwner owner;

    TrackedPerson() {}

    /** Outside a container. */
    public TrackedPerson(Database database, StoreOwner owner) {
        this.database = database;
        this.owner = owner;
    }

    /** The browser asked for, and those in which the customer signed in or ordered. */
    private Set<String> visitors(Person person) {
        Set<String> visitors = new LinkedHashSet<>(person.visitors());
        if (person.visitor() != null) {
            visitors.add(person.visitor());
        }
        visitors.addAll(database.read(handle -> handle.createQuery(
                        "SELECT DISTINCT visitor FROM tracking.order_fact WHERE customer = :customer AND visitor IS NOT NULL")
                .bind("customer", customer(person))
                .mapTo(String.class)
                .list()));
        if (person.customer() != null) {
            visitors.addAll(owner.store().browsersOf(person.customer()));
        }
        return visitors;
    }

    private static long customer(Person person) {
        return person.customer() == null ? NOBODY : person.customer();
    }

    @Override
    public Person known(Person person) {
        return person.and(new Person(null, null, visitors(person), Set.of()));
    }

    @Override
    public Map<String, Long> held(Person person) {
        Set<String> visitors = visitors(person);
        Map<String, Long> held = new LinkedHashMap<>();
        held.put(
                "tracking.events",
                visitors.stream().mapToLong(owner.store()::held).sum());
        held.put("tracking.order_fact", count(ORDERS, person, visitors));
        held.put("tracking.refund_fact", count(REFUNDS, person, visitors));
        held.values().removeIf(rows -> rows == 0);
        return held;
    }

    private long count(String from, Person person, Set<String> visitors) {
        return database.read(handle -> handle.createQuery("SELECT count(*) " + from)
                .bind("customer", customer(person))
                .bindArray("visitors", String.class, visitors.toArray())
                .mapTo(Long.class)
                .one());
    }

    @Override
    public Map<String, List<Map<String, Object>>> copy(Person person) {
        Set<String> visitors = visitors(person);
        Map<String, List<Map<String, Object>>> copy = new LinkedHashMap<>();
        copy.put(
                "tracking.events",
                visitors.stream()
                        .flatMap(visitor -> owner.store().eventsOf(visitor).stream())
                        .toList());
        copy.put("tracking.order_fact", rows(ORDERS, person, visitors));
        copy.put("tracking.refund_fact", rows(REFUNDS, person, visitors));
        copy.values().removeIf(List::isEmpty);
        return copy;
    }

    private List<Map<String, Object>> rows(String from, Person person, Set<String> visitors) {
        return database.read(handle -> handle.createQuery("SELECT * " + from + " LIMIT 10000")
                .bind("customer", customer(person))
                .bindArray("visitors", String.class, visitors.toArray())
                .mapToMap()
                .list());
    }

    /** A customer's orders stay together under a number that belongs to nobody, so that repeat purchases stay countable. */
    @Override
    public void erase(Person person) {
        Set<String> visitors = visitors(person);
        visitors.forEach(owner.store()::erase);
        database.execute(handle -> {
            handle.createUpdate("""
                            UPDATE tracking.order_fact SET visitor = NULL,
                                customer = CASE WHEN customer = :customer THEN (
                                    SELECT -min(order_id) FROM tracking.order_fact WHERE customer = :customer)
                                    ELSE customer END
                            WHERE visitor = ANY(:visitors) OR customer = :customer""")
                    .bind("customer", customer(person))
                    .bindArray("visitors", String.class, visitors.toArray())
                    .execute();
            handle.createUpdate("UPDATE tracking.refund_fact SET customer = NULL WHERE customer = :customer")
                    .bind("customer", customer(person))
                    .execute();
        });
    }
}
