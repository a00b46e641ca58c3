package yardstick.catalog.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import yardstick.catalog.Pictures;
import yardstick.kernel.Database;
import yardstick.kernel.PersonalData;

/**
 * What a customer wrote and found helpful. Forgetting somebody removes the texts with all that hangs on them; the counts
 * of others go down by this person's votes.
 */
@ApplicationScoped
public class ReviewPerson implements PersonalData {

    private static final String PICTURES = "FROM catalog.review_picture WHERE review_id IN"
            + " (SELECT id FROM catalog.review WHERE writer = 'c:' || :customer)";

    private static final Map<String, String> PLACES = Map.of(
            "catalog.review_picture", PICTURES,
            "catalog.review", "FROM catalog.review WHERE writer = 'c:' || :customer",
            "catalog.review_vote", "FROM catalog.review_vote WHERE voter = :customer",
            "catalog.question", "FROM catalog.question WHERE writer = 'c:' || :customer");

    @Inject
    Database database;

    @Inject
    Pictures pictures;

    ReviewPerson() {}

    /** Outside a container. */
    public ReviewPerson(Database database, Pictures pictures) {
        this.pictures = pictures;
        this.database = database;
    }

    @Override
    public Map<String, Long> held(Person person) {
        Map<String, Long> held = new LinkedHashMap<>();
        Long customer = person.customer();
        if (customer != null) {
            PLACES.forEach((place, from) -> held.put(
                    place,
                    database.read(handle -> handle.createQuery("SELECT count(*) " + from)
                            .bind("customer", customer)
                            .mapTo(Long.class)
                            .one())));
        }
        held.values().removeIf(rows -> rows == 0);
        return held;
    }

    @Override
    public Map<String, List<Map<String, Object>>> copy(Person person) {
        Map<String, List<Map<String, Object>>> copy = new LinkedHashMap<>();
        Long customer = person.customer();
        if (customer != null) {
            PLACES.forEach((place, from) -> copy.put(
                    place,
                    database.read(handle -> handle.createQuery("SELECT * " + from + " LIMIT 10000")
                            .bind("customer", customer)
                            .mapToMap()
                            .list())));
        }
        copy.values().removeIf(List::isEmpty);
        return copy;
    }

    @Override
    public void erase(Person person) {
        Long customer = person.customer();
        if (customer == null) {
            return;
        }
        database.execute(handle -> {
            List<String> paths = handle.createQuery("SELECT path " + PICTURES)
                    .bind("customer", customer)
                    .mapTo(String.class)
                    .list();
            database.afterCommit(() -> pictures.forget(paths));
            handle.createUpdate("""
                            UPDATE catalog.review r SET helpful = helpful - 1 FROM catalog.review_vote v
                            WHERE v.review_id = r.id AND v.voter = :customer""").bind("customer", customer).execute();
            PLACES.values()
                    .forEach(from -> handle.createUpdate("DELETE " + from)
                            .bind("customer", customer)
                            .execute());
        });
    }
}
