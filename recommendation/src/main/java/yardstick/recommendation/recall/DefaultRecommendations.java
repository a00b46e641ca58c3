package yardstick.recommendation.recall;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import yardstick.catalog.Catalog;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductId;
import yardstick.catalog.SkuId;
import yardstick.catalog.spi.Availability;
import yardstick.kernel.Language;
import yardstick.recommendation.Recommendation;
import yardstick.recommendation.Recommendations;
import yardstick.recommendation.recall.PairStore.BestSeller;
import yardstick.recommendation.recall.PairStore.Candidate;

/**
 * Candidates from the counts; what cannot be bought leaves before the best are chosen, so a short list is never the
 * remainder of a longer one. Answers are kept for {@link #FRESH}, which spares the database the same question from
 * every visitor of a popular page.
 */
@ApplicationScoped
class DefaultRecommendations implements Recommendations {

    static final Duration FRESH = Duration.ofSeconds(3);
    private static final int KEPT_ANSWERS = 10_000;
    private static final int CARDS_AT_ONCE = 24;
    private static final String BOUGHT_TOGETHER = "recommendation.bought_together";
    private static final String POPULAR = "recommendation.popular";

    private record Question(Set<SkuId> with, Language language, int limit) {}

    @Inject
    PairStore store;

    @Inject
    Catalog catalog;

    @Inject
    Availability availability;

    @Inject
    Clock clock;

    private final Cache<Question, List<Recommendation>> answers = Caffeine.newBuilder()
            .maximumSize(KEPT_ANSWERS)
            .expireAfterWrite(FRESH)
            .ticker(() -> clock.millis() * 1_000_000)
            .build();

    @Override
    public List<Recommendation> boughtTogether(Collection<SkuId> with, Language language, int limit) {
        if (with.isEmpty() || limit < 1) {
            return List.of();
        }
        Question question = new Question(new TreeSet<>(with), language, limit);
        return answers.get(question, this::boughtTogether);
    }

    private List<Recommendation> boughtTogether(Question question) {
        Map<SkuId, Recall> recalled = new LinkedHashMap<>();
        for (Candidate candidate : store.candidates(question.with())) {
            recalled.put(
                    new SkuId(candidate.sku()),
                    new Recall(
                            BOUGHT_TOGETHER,
                            Map.of(
                                    "together", candidate.together(),
                                    "orders", candidate.orders(),
                                    "percent", Math.round(100.0 * candidate.together() / candidate.orders()),
                                    "sku", candidate.because())));
        }
        return choose(recalled, question);
    }

    @Override
    public List<Recommendation> popular(Language language, int limit) {
        return limit < 1 ? List.of() : answers.get(new Question(Set.of(), language, limit), this::popular);
    }

    private List<Recommendation> popular(Question question) {
        Map<SkuId, Recall> recalled = new LinkedHashMap<>();
        for (BestSeller seller : store.bestSellers()) {
            recalled.put(
                    new SkuId(seller.sku()),
                    new Recall(POPULAR, Map.of("orders", seller.orders(), "days", CoPurchases.POPULAR_DAYS)));
        }
        return choose(recalled, question);
    }

    private record Recall(String reason, Map<String, Object> evidence) {}

    /** The first that can be bought, one per product; usually with a single call for the cards. */
    private List<Recommendation> choose(Map<SkuId, Recall> recalled, Question question) {
        Map<SkuId, Integer> stock = recalled.isEmpty() ? Map.of() : availability.available(recalled.keySet());
        List<SkuId> inStock = recalled.keySet().stream()
                .filter(sku -> stock.getOrDefault(sku, 0) > 0)
                .toList();
        List<Recommendation> chosen = new ArrayList<>();
        Set<ProductId> shown = new HashSet<>();
        int step = Math.max(CARDS_AT_ONCE, 2 * question.limit());
        for (int from = 0; from < inStock.size() && chosen.size() < question.limit(); from += step) {
            List<SkuId> next = inStock.subList(from, Math.min(inStock.size(), from + step));
            for (ProductCard card : catalog.cards(question.language(), next)) {
                Recall recall = recalled.get(card.sku());
                if (recall != null
                        && card.price() != null
                        && chosen.size() < question.limit()
                        && shown.add(card.id())) {
                    chosen.add(new Recommendation(card, recall.reason(), recall.evidence()));
                }
            }
        }
        return List.copyOf(chosen);
    }
}
