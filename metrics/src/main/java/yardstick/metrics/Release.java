package yardstick.metrics;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;

/**
 * A shipped feature as an object: switch, purpose, price and rollout in one.
 *
 * @param key flag key, for example {@code cart-bought-together}
 * @param rolloutPercent share of subjects that get {@code treatment}; the others get {@code control}
 * @param endedAt null while running
 * @param debtDate when the flag should be gone from the code, or null
 */
public record Release(
        long id,
        String key,
        String name,
        String owner,
        String hypothesis,
        Money cost,
        int rolloutPercent,
        State state,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable LocalDate debtDate,
        Plan plan,
        @Nullable Pause pause) {

    /**
     * Everybody gets control until somebody ramps again.
     *
     * @param because {@code guardrail:METRIC}, {@code payments} or {@code hand}
     */
    public record Pause(Instant at, String because) {}

    /** Variant keys of a two-armed release. */
    public static final String CONTROL = "control";

    public static final String TREATMENT = "treatment";

    /** DRAFT serves the fallback, RUNNING splits, SHIPPED serves treatment to all, STOPPED serves control to all. */
    public enum State {
        DRAFT,
        RUNNING,
        SHIPPED,
        STOPPED
    }
}
