package yardstick.kernel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a flag is evaluated for.
 *
 * @param unit sticky assignment key: the same unit always gets the same variant
 * @param visitor present only with analytics consent; exposures are logged for it and for nobody else
 * @param attributes what a release may be targeted by, for example {@code language -> zh-CN}
 */
public record Subject(String unit, @Nullable VisitorId visitor, Map<String, String> attributes) {

    public Subject(String unit, @Nullable VisitorId visitor) {
        this(unit, visitor, Map.of());
    }
}
