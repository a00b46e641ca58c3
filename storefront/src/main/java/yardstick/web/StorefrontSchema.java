package yardstick.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import yardstick.kernel.Schema;

/** Staff, sign-ins and one-time links. */
@ApplicationScoped
class StorefrontSchema {

    @Produces
    Schema schema() {
        return new Schema("storefront", 70);
    }
}
