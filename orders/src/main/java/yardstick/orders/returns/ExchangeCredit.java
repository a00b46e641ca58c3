package yardstick.orders.returns;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.orders.Adjustment;
import yardstick.orders.OrderId;
import yardstick.orders.payment.Refunds;
import yardstick.orders.spi.PriceAdjuster;

/**
 * The credit of an exchange. When the replacement is cancelled or goes back, the credit follows to the payment of the
 * first order: one conditional statement books it, so that it never goes back twice.
 */
@ApplicationScoped
class ExchangeCredit implements PriceAdjuster, CreditSource {

    @Inject
    Database database;

    @Inject
    Refunds refunds;

    private record Booked(long afterSale, OrderId order, long times, long minor, String currency) {}

    @Override
    public Outcome<List<Adjustment>> adjust(Goods goods) {
        return Outcome.done(List.of());
    }

    @Override
    public Outcome<Boolean> redeem(OrderId order, Goods goods, List<Adjustment> adjustments) {
        return Outcome.done(true);
    }

    /** The replacement was cancelled unpaid, or refunded in full: whatever is left of the credit goes back. */
    @Override
    public void release(OrderId order) {
        database.execute(handle -> book(handle, order, Long.MAX_VALUE));
    }

    @Override
    public boolean owns(String source) {
        return source.startsWith(Exchange.SOURCE);
    }

    @Override
    public void giveBack(Handle handle, OrderId order, String source, long minor) {
        book(handle, order, minor);
    }

    private void book(Handle handle, OrderId replacement, long most) {
        handle.createQuery("""
                        WITH old AS (
                            SELECT id, least(:most, credit_minor - credit_back_minor) AS minor FROM orders.after_sale
                            WHERE replacement_order = :order AND credit_back_minor < credit_minor FOR UPDATE)
                        UPDATE orders.after_sale a SET credit_back_minor = credit_back_minor + old.minor
                        FROM old WHERE a.id = old.id
                        RETURNING a.id, a.order_id, a.credit_back_minor, old.minor, a.currency""")
                .bind("most", most)
                .bind("order", replacement.value())
                .map((row, context) -> new Booked(
                        row.getLong(1), new OrderId(row.getLong(2)), row.getLong(3), row.getLong(4), row.getString(5)))
                .findOne()
                .ifPresent(booked -> refund(handle, booked));
    }

    private void refund(Handle handle, Booked booked) {
        String key = "case-" + booked.afterSale() + "-credit-" + booked.times();
        boolean requested = refunds.request(handle, booked.order(), key, Money.of(booked.minor(), booked.currency()));
        if (!requested) {
            throw new IllegalStateException("the credit of case " + booked.afterSale() + " has no payment to go to");
        }
    }
}
