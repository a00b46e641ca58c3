package yardstick.orders.returns;

import org.jdbi.v3.core.Handle;
import yardstick.orders.OrderId;

/** Owner of a credit that paid for a part of an order: when goods of the order go back, so does their share of it. */
public interface CreditSource {

    /** True when the adjustment of this source is one of its credits. */
    boolean owns(String source);

    /** In the caller's transaction; never more in total than the order had of it. */
    void giveBack(Handle handle, OrderId order, String source, long minor);
}
