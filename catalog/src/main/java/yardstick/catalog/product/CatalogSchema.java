package yardstick.catalog.product;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import yardstick.kernel.Schema;

/** Tells the kernel that this module has a schema. */
@ApplicationScoped
class CatalogSchema {

    @Produces
    Schema schema() {
        return new Schema("catalog", 10);
    }
}
