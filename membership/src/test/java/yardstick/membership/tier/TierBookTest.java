package yardstick.membership.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Money;
import yardstick.kernel.Settings;
import yardstick.membership.Spending;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;
import yardstick.orders.Purchase;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;

class TierBookTest {

    private static final TestDatabase DATABASE = TestDatabase.with("orders", "membership");

    private final Spending spending = new Spending(DATABASE);
    private final TierLadder ladder = new TierLadder(DATABASE, Settings.of(Map.of()));
    private final TierBook book =
            new TierBook(DATABASE, spending.orders, ladder, new FixedClock("2026-03-01T10:00:00Z"));

    @BeforeEach
    void empty() {
        DATABASE.execute(handle -> handle.execute("TRUNCATE membership.account CASCADE"));
    }

    private CustomerId member(long id) {
        DATABASE.execute(handle -> handle.createUpdate("""
                        INSERT INTO membership.account
                            (customer_id, email, name, password_hash, language, tier, joined_at)
                        VALUES (:id, :id || '@example.com', 'M', 'x', 'en', 'bronze', now())""").bind("id", id).execute());
        return new CustomerId(id);
    }

    private static Purchase purchase(CustomerId customer) {
        return new Purchase(new OrderId(1), "1", "shop", customer, Money.of(1, "CNY"), List.of(), Instant.EPOCH, null);
    }

    private String tier(CustomerId customer) {
        return ladder.of(customer).orElseThrow().code();
    }

    @Test
    void aPurchaseLiftsTheTierAtTheThresholdAndWritesTheLedger() {
        CustomerId member = member(1);
        spending.set(member, 49_999);
        book.onPurchase(purchase(member));
        assertEquals("bronze", tier(member));
        spending.set(member, 50_000);
        book.onPurchase(purchase(member));
        assertEquals("silver", tier(member));
        spending.set(member, 600_000);
        book.onPurchase(purchase(member));
        assertEquals("platinum", tier(member));
        assertEquals(List.of("bronze>silver@50000", "silver>platinum@600000"), ledger(member));
    }

    private static List<String> ledger(CustomerId member) {
        return DATABASE.read(handle -> handle.createQuery("""
                        SELECT from_tier || '>' || to_tier || '@' || spent_minor FROM membership.tier_change
                        WHERE customer_id = :id ORDER BY id""")
                .bind("id", member.value())
                .mapTo(String.class)
                .list());
    }

    @Test
    void aRolledBackPurchaseLeavesTheTier() {
        CustomerId member = member(2);
        spending.set(member, 500_000);
        assertThrows(
                IllegalStateException.class,
                () -> DATABASE.execute(handle -> {
                    book.onPurchase(purchase(member));
                    throw new IllegalStateException("payment failed");
                }));
        assertEquals("bronze", tier(member));
        assertEquals(List.of(), ledger(member));
    }

    @Test
    void aCustomerWithoutAccountIsNoConcern() {
        book.onPurchase(purchase(new CustomerId(404)));
        assertEquals(0, book.recompute());
    }

    @Test
    void recomputingFindsNothingAfterPurchasesAndMendsWhatDrifted() {
        Random random = new Random(7);
        for (int i = 1; i <= 50; i++) {
            CustomerId member = member(i);
            spending.set(member, random.nextLong(700_000));
            book.onPurchase(purchase(member));
        }
        assertEquals(0, book.recompute());
        spending.set(new CustomerId(1), 0);
        spending.set(new CustomerId(2), 700_000);
        DATABASE.execute(
                handle -> handle.execute("UPDATE membership.account SET tier = 'gold' WHERE customer_id IN (1, 2)"));
        assertEquals(2, book.recompute());
        assertEquals("bronze", tier(new CustomerId(1)));
        assertEquals("platinum", tier(new CustomerId(2)));
    }

    @Test
    void theLedgerCannotBeRewritten() {
        CustomerId member = member(3);
        spending.set(member, 200_000);
        book.judge(member);
        assertThrows(
                UnableToExecuteStatementException.class,
                () -> DATABASE.execute(
                        handle -> handle.execute("UPDATE membership.tier_change SET to_tier = 'bronze'")));
        assertThrows(
                UnableToExecuteStatementException.class,
                () -> DATABASE.execute(handle -> handle.execute("DELETE FROM membership.tier_change")));
    }
}
