package yardstick.membership.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import yardstick.kernel.Database;
import yardstick.kernel.Language;
import yardstick.orders.CustomerId;
import yardstick.orders.Customers;

/** The rows behind members. */
@ApplicationScoped
class Accounts {

    /** One account as stored. */
    record Account(
            CustomerId customer,
            String email,
            String name,
            String passwordHash,
            Language language,
            String tier,
            Instant joinedAt) {}

    /** What a sign-up brings. */
    record NewAccount(String email, String name, String passwordHash, Language language, String tier) {}

    @Inject
    Database database;

    @Inject
    Customers customers;

    @Inject
    Clock clock;

    Accounts() {}

    Accounts(Database database, Customers customers, Clock clock) {
        this.database = database;
        this.customers = customers;
        this.clock = clock;
    }

    Optional<Account> byEmail(String email) {
        return database.read(handle -> handle.createQuery("SELECT * FROM membership.account WHERE email = :email")
                .bind("email", email)
                .map((row, context) -> account(row))
                .findOne());
    }

    Optional<Account> byId(CustomerId customer) {
        return database.read(handle -> handle.createQuery("SELECT * FROM membership.account WHERE customer_id = :id")
                .bind("id", customer.value())
                .map((row, context) -> account(row))
                .findOne());
    }

    /** Empty when the e-mail is taken; the lock on the e-mail makes the look and the insert one step. */
    Optional<Account> create(NewAccount account) {
        return database.write(handle -> {
            handle.createQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('membership:' || :email, 0))")
                    .bind("email", account.email())
                    .mapTo(Integer.class)
                    .one();
            if (byEmail(account.email()).isPresent()) {
                return Optional.empty();
            }
            CustomerId customer = customers.register(registration(account));
            handle.createUpdate("""
                            INSERT INTO membership.account
                                (customer_id, email, name, password_hash, language, tier, joined_at)
                            VALUES (:id, :email, :name, :passwordHash, :language, :tier, :now)""")
                    .bind("email", account.email())
                    .bind("name", account.name())
                    .bind("passwordHash", account.passwordHash())
                    .bind("tier", account.tier())
                    .bind("id", customer.value())
                    .bind("language", account.language().code())
                    .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .execute();
            return byId(customer);
        });
    }

    private Customers.Registration registration(NewAccount account) {
        String externalId = database.read(handle -> handle.createQuery("SELECT CAST(gen_random_uuid() AS text)")
                .mapTo(String.class)
                .one());
        return new Customers.Registration(Customers.SHOP, externalId, account.name(), account.email(), null);
    }

    void setPassword(CustomerId customer, String hash) {
        database.execute(handle -> handle.createUpdate(
                        "UPDATE membership.account SET password_hash = :hash WHERE customer_id = :id")
                .bind("hash", hash)
                .bind("id", customer.value())
                .execute());
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new CustomerId(row.getLong("customer_id")),
                row.getString("email"),
                row.getString("name"),
                row.getString("password_hash"),
                Language.byCode(row.getString("language")).orElse(Language.EN),
                row.getString("tier"),
                row.getTimestamp("joined_at").toInstant());
    }
}
