package yardstick.recommendation;

import java.util.Map;
import yardstick.catalog.ProductCard;

/**
 * A product worth showing, with its reason.
 *
 * @param reason text key of this module, for example {@code recommendation.bought_together}
 * @param evidence arguments of the text: the counts it rests on
 */
public record Recommendation(ProductCard product, String reason, Map<String, Object> evidence) {}
