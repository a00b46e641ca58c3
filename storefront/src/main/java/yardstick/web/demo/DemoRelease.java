package yardstick.web.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Settings;
import yardstick.membership.Coupons;
import yardstick.metrics.Plan;
import yardstick.metrics.Release;
import yardstick.metrics.ReleaseHistory;
import yardstick.metrics.Releases;

/** What the demo's merchandising set up: one running release and two coupons. Each step may be repeated. */
@ApplicationScoped
class DemoRelease {

    static final String KEY = "cart-bought-together";

    private static final String ACTOR = "demo";
    private static final String HYPOTHESIS =
            "Showing what others bought together with the goods in the cart adds one more"
                    + " fitting product to some orders: ATV rises, CVR stays as it is.";
    private static final Plan PLAN = Plan.standard().measuredBy("atv", 120, Plan.Mode.GROUP);
    private static final long COST_MINOR = 1_800_000;

    @Inject
    Releases releases;

    @Inject
    ReleaseHistory history;

    @Inject
    Coupons coupons;

    @Inject
    Settings settings;

    DemoRelease() {}

    /** A release of this key that somebody else made is left alone. */
    void run(Instant since) {
        Optional<Release> known = releases.byKey(KEY);
        if (known.isEmpty()) {
            Releases.Draft draft = new Releases.Draft(
                    KEY, "Bought together in the cart", "Merchandising", HYPOTHESIS, money(COST_MINOR), 50, null, PLAN);
            done(releases.create(draft, ACTOR));
            done(releases.ramp(KEY, 50, ACTOR));
        }
        done(history.startedAt(KEY, since, ACTOR));
    }

    void offerCoupons() {
        offer(new Coupons.Coupon("WELCOME10", 1_000, null, money(5_000), null, 1, 0, null, null, true));
        offer(new Coupons.Coupon("TEA20", 0, money(2_000), money(15_000), 200, null, 0, null, null, true));
    }

    private void offer(Coupons.Coupon coupon) {
        if (coupons.byCode(coupon.code()).isEmpty()) {
            done(coupons.create(coupon));
        }
    }

    private Money money(long minor) {
        return Money.of(minor, settings.currency());
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(var refusal) -> throw new IllegalStateException("refused: " + refusal.code());
        };
    }
}
