package yardstick.membership.coupon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.orders.CustomerId;
import yardstick.orders.Risk;
import yardstick.orders.RiskDecided;

/** Hears every verdict in the transaction that decides it, so that the next price knows. */
@ApplicationScoped
class RiskBlocks {

    @Inject
    Database database;

    RiskBlocks() {}

    /** Outside a container. */
    RiskBlocks(Database database) {
        this.database = database;
    }

    void onDecided(@Observes RiskDecided decided) {
        CustomerId customer = decided.customer();
        if (customer == null) {
            return;
        }
        if (decided.verdict() == Risk.Verdict.BLOCK) {
            database.execute(handle -> handle.createUpdate("""
                            INSERT INTO membership.risk_block (customer_id, assessment, since)
                            VALUES (:customer, :assessment, :at) ON CONFLICT DO NOTHING""")
                    .bind("customer", customer.value())
                    .bind("assessment", decided.assessment())
                    .bind("at", decided.occurredAt())
                    .execute());
        } else if (decided.verdict() == Risk.Verdict.ALLOW) {
            database.execute(handle -> handle.createUpdate("""
                            DELETE FROM membership.risk_block WHERE customer_id = :customer AND assessment = :assessment""")
                    .bind("customer", customer.value())
                    .bind("assessment", decided.assessment())
                    .execute());
        }
    }

    boolean blocks(@Nullable CustomerId customer) {
        return customer != null
                && database.read(handle ->
                        handle.createQuery("SELECT count(*) FROM membership.risk_block WHERE customer_id = :customer")
                                        .bind("customer", customer.value())
                                        .mapTo(Long.class)
                                        .one()
                                > 0);
    }
}
