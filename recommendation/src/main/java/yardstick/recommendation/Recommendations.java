package yardstick.recommendation;

import java.util.Collection;
import java.util.List;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;

/** Recommendations in stock only, none of them already in the given SKUs. */
public interface Recommendations {

    /** From real co-purchases, strongest lift first; empty when there is no evidence. */
    List<Recommendation> boughtTogether(Collection<SkuId> with, Language language, int limit);

    /** Best sellers of the last days, for the home page. */
    List<Recommendation> popular(Language language, int limit);
}
