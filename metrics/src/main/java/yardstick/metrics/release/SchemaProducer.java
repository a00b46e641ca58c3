package yardstick.metrics.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import yardstick.kernel.Schema;

@ApplicationScoped
class SchemaProducer {

    @Produces
    Schema schema() {
        return new Schema("metrics", 60);
    }
}
