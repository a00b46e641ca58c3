package yardstick.web.shop;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import yardstick.catalog.Catalog;
import yardstick.catalog.Category;
import yardstick.kernel.Language;
import yardstick.orders.CartId;
import yardstick.orders.Carts;
import yardstick.web.CurrentVisit;
import yardstick.web.Visit;

/** Makes the frame of a page; the category tree is at most half a minute old. */
@ApplicationScoped
class Frames {

    /** Forms that, refused, are shown again at their own address, which can also be opened. */
    private static final Set<String> SHOWS_ITSELF = Set.of("/checkout", "/sign-in", "/sign-up");

    @Inject
    CurrentVisit current;

    @Inject
    Catalog catalog;

    @Inject
    Carts carts;

    private final LoadingCache<Language, List<Category>> categories = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(30))
            .build(language -> catalog.categories(language));

    Frame frame() {
        return frame("");
    }

    Frame frame(String search) {
        Visit visit = current.get();
        CartId cart = visit.cart();
        return new Frame(
                categories(visit.language()),
                cart == null ? 0 : carts.units(cart),
                visit.customer() != null,
                !visit.consentDecided(),
                search,
                belowLanguage(visit));
    }

    List<Category> categories(Language language) {
        return categories.get(language);
    }

    /** The frame of an error page: whatever can still be had. */
    Frame rescue() {
        try {
            return frame();
        } catch (RuntimeException e) {
            System.getLogger(Frames.class.getName()).log(Level.DEBUG, "an error page without categories", e);
            return new Frame(List.of(), 0, false, false, "", "");
        }
    }

    private static String belowLanguage(Visit visit) {
        String address = visit.incoming().pathAndQuery();
        String prefix = "/" + visit.language().code();
        if (!address.startsWith(prefix)) {
            return "";
        }
        String below = address.substring(prefix.length());
        return visit.incoming().reads() || SHOWS_ITSELF.contains(below) ? below : "";
    }
}
