package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.web.Staff;

/** Searches of the orders board that somebody keeps, for themselves or for all. */
@ApplicationScoped
public class SavedViews {

    private static final int LONGEST_NAME = 60;
    private static final int MOST = 30;

    @Inject
    Database database;

    SavedViews() {}

    SavedViews(Database database) {
        this.database = database;
    }

    /** @param own the reader may delete it */
    public record Saved(long id, String name, String query, boolean shared, boolean own) {}

    List<Saved> of(Staff staff) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, name, query, shared, staff = :staff FROM storefront.order_view
                        WHERE shared OR staff = :staff ORDER BY shared, lower(name)""")
                .bind("staff", staff.id())
                .map((row, context) -> new Saved(
                        row.getLong(1), row.getString(2), row.getString(3), row.getBoolean(4), row.getBoolean(5)))
                .list());
    }

    /** The same name again replaces the view. */
    Outcome<Boolean> save(Staff staff, String name, String query, boolean shared) {
        if (name.isBlank() || name.length() > LONGEST_NAME || query.length() > 1_000) {
            return Outcome.refused(Refusal.of("admin.views.name"));
        }
        return database.write(handle -> {
            handle.createQuery("SELECT id FROM storefront.staff WHERE id = :id FOR UPDATE")
                    .bind("id", staff.id())
                    .mapTo(Long.class)
                    .one();
            int saved = handle.createUpdate("""
                            INSERT INTO storefront.order_view (staff, name, query, shared)
                            SELECT :staff, :name, :query, :shared
                            WHERE (SELECT count(*) FROM storefront.order_view WHERE staff = :staff) < :most
                            ON CONFLICT (staff, name) DO UPDATE SET query = excluded.query, shared = excluded.shared""")
                    .bind("staff", staff.id())
                    .bind("name", name.strip())
                    .bind("query", query)
                    .bind("shared", shared)
                    .bind("most", MOST)
                    .execute();
            return saved == 1 ? Outcome.done(true) : Outcome.refused(Refusal.of("admin.views.many"));
        });
    }

    void delete(Staff staff, long id) {
        database.execute(
                handle -> handle.createUpdate("DELETE FROM storefront.order_view WHERE id = :id AND staff = :staff")
                        .bind("id", id)
                        .bind("staff", staff.id())
                        .execute());
    }
}
