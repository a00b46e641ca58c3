package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.recommendation.Recommendation;
import yardstick.recommendation.Recommendations;
import yardstick.web.View;

/** Recommendations as pages show them. A page is complete without them, so their failure is not the page's. */
@ApplicationScoped
class Suggestions {

    @Inject
    Recommendations recommendations;

    List<Suggestion> boughtTogether(View page, Collection<SkuId> with, int limit) {
        Language language = page.language();
        return with.isEmpty() ? List.of() : worded(page, () -> recommendations.boughtTogether(with, language, limit));
    }

    List<Suggestion> popular(View page, int limit) {
        Language language = page.language();
        return worded(page, () -> recommendations.popular(language, limit));
    }

    private static List<Suggestion> worded(View page, Supplier<List<Recommendation>> source) {
        try {
            return source.get().stream()
                    .map(each -> new Suggestion(each.product(), page.t(each.reason(), each.evidence())))
                    .toList();
        } catch (RuntimeException e) {
            System.getLogger(Suggestions.class.getName()).log(Level.WARNING, "a page without recommendations", e);
            return List.of();
        }
    }
}
