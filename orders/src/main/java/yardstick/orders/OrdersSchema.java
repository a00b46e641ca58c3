package yardstick.orders;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import yardstick.kernel.Schema;

@ApplicationScoped
class OrdersSchema {

    @Produces
    Schema schema() {
        return new Schema("orders", 20);
    }
}
