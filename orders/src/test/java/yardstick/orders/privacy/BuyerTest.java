package yardstick.orders.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import yardstick.kernel.PersonalData.Person;
import yardstick.kernel.runtime.MailPerson;
import yardstick.testkit.PersonalColumns;
import yardstick.testkit.TestDatabase;

class BuyerTest {

    private static final String ADDRESS = "ada@example.org";

    private final TestDatabase database = TestDatabase.with("catalog", "orders");
    private final Buyer buyer = new Buyer(database);

    @Test
    void everyPersonalColumnSaysSo() {
        assertEquals(List.of(), PersonalColumns.unmarked(database));
    }

    private long customer(String name, String email) {
        return database.write(handle -> handle.createQuery("""
                        INSERT INTO orders.customer (source, external_id, name, email, country)
                        VALUES ('shop', :email, :name, :email, 'GB') RETURNING id""")
                .bind("name", name)
                .bind("email", email)
                .mapTo(Long.class)
                .one());
    }

    private void order(String number, long customer, String state) {
        String email = ADDRESS;
        database.execute(handle -> handle.execute("""
                INSERT INTO orders.orders (number, source, natural_key, customer_id, state, currency, goods_minor, total_minor,
                    units, name, email, visitor, address, placed_at, captured_minor)
                VALUES (?, 'shop', ?, ?, ?, 'GBP', 500, 500, 1, 'Ada Marker', ?, 'v-ada', '{"street":"Marker Lane"}', now(), 500)""", number, number, customer, state, email));
    }

    /** Everything about one person goes, everything about the other stays, and a parcel on its way keeps its address. */
    @Test
    void aBuyerIsShownCopiedAndForgotten() {
        long ada = customer("Ada Marker", ADDRESS);
        long bob = customer("Bob", "bob@example.org");
        order("N1", ada, "DELIVERED");
        order("N2", bob, "DELIVERED");
        database.execute(handle -> {
            handle.execute(
                    "UPDATE orders.orders SET name = 'Bob', email = 'bob@example.org', visitor = 'v-bob', address = '{}'"
                            + " WHERE number = 'N2'");
            handle.execute("""
                    INSERT INTO orders.order_event (order_id, at, actor, text_key, arguments)
                    SELECT id, now(), 'owner', 'orders.event.address_edited', '{"changes": "line1: Marker Lane"}'
                    FROM orders.orders""");
            handle.execute("""
                    INSERT INTO kernel.mail (key, recipient, subject, body) VALUES
                    ('a', 'Ada@example.org', 'To Ada Marker', 'Dear Ada'), ('b', 'bob@example.org', 'To Bob', 'Dear Bob')""");
            handle.execute("INSERT INTO orders.cart (id, customer_id) VALUES ('cart-of-ada-0123456789', ?)", ada);
            handle.execute(
                    "INSERT INTO orders.stock_notice (token, sku, email, language) VALUES ('token-of-a-notice-0123', 1, 'Ada@Example.org', 'en')");
            handle.execute("""
                    INSERT INTO orders.trade_in (code, category, grade, description, email, currency, quoted_minor, made_at, expires_at)
                    VALUES ('TI-ABCDEFGHJKLM', 'phone', 'A', 'of ada marker', ?, 'GBP', 100, now(), now())""", ADDRESS);
        });
        Person person = new Person("v-ada", ada);
        assertEquals(
                Map.of(
                        "orders.stock_notice", 1L,
                        "orders.trade_in", 1L,
                        "orders.order_event", 1L,
                        "orders.cart", 1L,
                        "orders.orders", 1L,
                        "orders.customer", 1L),
                buyer.held(person));
        assertTrue(buyer.copy(person).toString().contains("Marker Lane"));
        Person known = buyer.known(person);
        MailPerson mails = new MailPerson(database);
        assertEquals(Map.of("kernel.mail", 1L), mails.held(known), "by the address that orders know");
        buyer.erase(known);
        assertEquals(Map.of("kernel.mail", 1L), mails.held(known), "the second look still knows it");
        mails.erase(known);
        assertEquals(Map.of(), mails.held(known));
        assertEquals(List.of("mail"), PersonalColumns.holding(database, "kernel", "bob@example.org"));
        assertEquals(List.of(), PersonalColumns.holding(database, "kernel", "ada"));
        assertEquals(Map.of(), buyer.held(known));
        assertEquals(List.of(), PersonalColumns.holding(database, "orders", ADDRESS));
        assertEquals(List.of("order_event"), PersonalColumns.holding(database, "orders", "marker"), "of Bob's order");
        database.execute(handle -> handle.execute("DELETE FROM orders.order_event WHERE arguments::text LIKE '%Marker%'"
                + " AND order_id = (SELECT id FROM orders.orders WHERE number = 'N2')"));
        assertEquals(List.of(), PersonalColumns.holding(database, "orders", "marker"));
        assertEquals(List.of(), PersonalColumns.holding(database, "orders", "v-ada"));
        assertEquals(
                List.of("orders.orders", "orders.customer").size(),
                buyer.held(new Person(null, bob)).size());
        order("H1", ada, "PAID");
        database.execute(handle -> handle.execute("UPDATE orders.orders SET source = 'history' WHERE number = 'H1'"));
        buyer.erase(person);
        assertEquals(Map.of(), buyer.held(person), "an imported order waits for no delivery");
        order("N3", ada, "SHIPPED");
        buyer.erase(person);
        assertEquals(Map.of("orders.orders", 1L), buyer.held(person), "kept until it is delivered");
    }

    /** Who never had an account: the orders of the browser tell the address, and a parcel on its way is found again. */
    @Test
    void aGuestIsKnownByTheBrowserAlone() {
        database.execute(handle -> {
            handle.execute("""
                    INSERT INTO orders.orders (number, source, natural_key, state, currency, goods_minor, total_minor,
                        units, name, email, visitor, address, placed_at, captured_minor)
                    VALUES ('G1', 'shop', 'G1', 'PAID', 'GBP', 500, 500, 1, 'Guest', 'Guest@example.org', 'v-guest',
                        '{"street":"Guest Lane"}', now(), 500)""");
            handle.execute("""
                    INSERT INTO orders.risk_assessment (key, verdict, challenge, email, minor, currency, reasons, at, stopped)
                    VALUES ('G1', 'ALLOW', 'NONE', 'guest@example.org', 500, 'GBP', '[]', now(), false)""");
        });
        Person guest = new Person("v-guest", null);
        buyer.erase(guest);
        assertEquals(Map.of("orders.orders", 1L), buyer.held(guest), "kept until it is delivered");
        assertEquals(List.of("orders"), PersonalColumns.holding(database, "orders", "guest@example.org"));
        database.execute(handle -> handle.execute("UPDATE orders.orders SET state = 'DELIVERED' WHERE number = 'G1'"));
        buyer.erase(guest);
        assertEquals(Map.of(), buyer.held(guest));
        assertEquals(List.of(), PersonalColumns.holding(database, "orders", "guest"));
    }
}
