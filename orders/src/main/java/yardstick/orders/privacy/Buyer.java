package yardstick.orders.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import yardstick.kernel.Database;
import yardstick.kernel.PersonalData;
import yardstick.kernel.PersonalTables;
import yardstick.kernel.PersonalTables.Table;

/**
 * Name and addresses of a buyer in every table of orders. Orders keep their amounts; those of this shop that are not delivered
 * yet keep the address until they are, and whose they are, and say so in the second look. Invoices are kept as the law wants them.
 */
@ApplicationScoped
class Buyer implements PersonalData {

    private static final String EMAILS = """
            SELECT lower(email) FROM orders.customer WHERE id = :customer AND email IS NOT NULL
            UNION SELECT lower(email) FROM orders.orders
            WHERE (customer_id = :customer OR visitor = :visitor) AND email IS NOT NULL""";

    private static final String OWN_ORDERS = "(customer_id = :customer OR visitor = :visitor)";
    private static final String DONE = "(source <> 'shop' OR state NOT IN ('PENDING_PAYMENT', 'PAID', 'SHIPPED'))";
    private static final String BY_ORDER =
            "order_id IN (SELECT id FROM orders.orders WHERE customer_id = :customer OR visitor = :visitor)";

    private static final String BY_DONE_ORDER =
            "order_id IN (SELECT id FROM orders.orders WHERE " + OWN_ORDERS + " AND " + DONE + ")";

    private static final List<Table> TABLES = List.of(
            new Table(
                    "orders.stock_notice",
                    "sku, email, language, consented_at",
                    "lower(email) = ANY(:emails)",
                    "DELETE FROM orders.stock_notice"),
            new Table(
                    "orders.trade_in",
                    "category, grade, description, email, made_at",
                    "lower(email) = ANY(:emails)",
                    "UPDATE orders.trade_in SET email = 'erased', description = ''"),
            new Table(
                    "orders.risk_assessment",
                    "email, customer, at",
                    "(customer = :customer OR lower(email) = ANY(:emails))",
                    "UPDATE orders.risk_assessment SET email = '', customer = NULL"),
            new Table(
                    "orders.after_sale",
                    "number, note, opened_at",
                    BY_ORDER + " AND note <> ''",
                    "UPDATE orders.after_sale SET note = ''"),
            new Table(
                    "orders.order_event",
                    "order_id, at, text_key, arguments::text AS arguments",
                    BY_DONE_ORDER
                            + " AND text_key = 'orders.event.address_edited' AND arguments <> '{\"changes\": \"\"}'",
                    "UPDATE orders.order_event SET arguments = '{\"changes\": \"\"}'"),
            new Table(
                    "orders.cart",
                    "id, state, created_at",
                    "customer_id = :customer",
                    "UPDATE orders.cart SET customer_id = NULL"),
            new Table(
                    "orders.orders",
                    "number, state, currency, total_minor, name, email, visitor, address::text AS address, placed_at",
                    OWN_ORDERS + " AND (name <> '' OR email IS NOT NULL OR visitor IS NOT NULL OR address <> '{}')",
                    """
                    UPDATE orders.orders SET visitor = CASE WHEN %1$s THEN NULL ELSE visitor END,
                        name = CASE WHEN %1$s THEN '' ELSE name END, email = CASE WHEN %1$s THEN NULL ELSE email END,
                        address = CASE WHEN %1$s THEN '{}' ELSE address END""".formatted(DONE)),
            new Table(
                    "orders.customer",
                    "source, external_id, name, email, country, created_at",
                    "id = :customer AND (name <> '' OR email IS NOT NULL OR country IS NOT NULL"
                            + " OR external_id NOT LIKE 'erased-%')",
                    """
                    UPDATE orders.customer SET name = '', email = NULL, country = NULL, external_id = 'erased-' || id"""));

    @Inject
    Database database;

    Buyer() {}

    /** Outside a container. */
    Buyer(Database database) {
        this.database = database;
    }

    private PersonalTables tables() {
        return new PersonalTables(database, EMAILS, TABLES);
    }

    @Override
    public Person known(Person person) {
        return tables().known(person);
    }

    @Override
    public Map<String, Long> held(Person person) {
        return tables().held(person);
    }

    @Override
    public Map<String, List<Map<String, Object>>> copy(Person person) {
        return tables().copy(person);
    }

    @Override
    public void erase(Person person) {
        tables().erase(person);
    }
}
