package yardstick.recommendation.recall;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import yardstick.kernel.Schema;

@ApplicationScoped
class RecommendationSchema {

    @Produces
    Schema schema() {
        return new Schema("recommendation", 50);
    }
}
