package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductPage;
import yardstick.catalog.SizeAssistant;
import yardstick.catalog.SizeAssistant.Advice;
import yardstick.catalog.SizeAssistant.Body;
import yardstick.catalog.SizeAssistant.Fit;
import yardstick.web.View;

/** Asks for height and weight where a chart helps, and words the advice. Nothing that is typed is kept. */
@ApplicationScoped
class SizeAdvice {

    @Inject
    SizeAssistant sizes;

    /** What somebody typed. */
    record Typed(String height, String weight, String fit) {}

    /** Null where sizes need no assistant. */
    @Nullable SizeView view(View page, ProductPage product, @Nullable Typed typed) {
        if (!sizes.helps(product)) {
            return null;
        }
        return typed == null ? SizeView.FRESH : answer(page, typed, sizes.advise(product, body(typed)));
    }

    private static Body body(Typed typed) {
        return new Body(whole(typed.height()), whole(typed.weight()), fit(typed.fit()));
    }

    private static int whole(String typed) {
        String number = typed.strip();
        return number.matches("\\d{1,3}([.,]\\d{1,2})?")
                ? (int) Math.round(Double.parseDouble(number.replace(',', '.')))
                : 0;
    }

    private static Fit fit(String name) {
        for (Fit fit : Fit.values()) {
            if (fit.name().equalsIgnoreCase(name)) {
                return fit;
            }
        }
        return Fit.REGULAR;
    }

    static SizeView answer(View page, Typed typed, Advice advice) {
        String fit = fit(typed.fit()).name().toLowerCase(Locale.ROOT);
        return switch (advice) {
            case Advice.Size(var size, var sku, var shifted) ->
                new SizeView(
                        typed.height(),
                        typed.weight(),
                        fit,
                        page.t("shop.size.take", "size", size),
                        shifted == 0 ? "" : page.t(shifted > 0 ? "shop.size.up" : "shop.size.down"),
                        sku.value(),
                        List.of());
            case Advice.Unsure(var reason, var between) ->
                new SizeView(
                        typed.height(),
                        typed.weight(),
                        fit,
                        page.t("catalog.size_" + reason.name().toLowerCase(Locale.ROOT)),
                        "",
                        0,
                        between);
        };
    }
}
