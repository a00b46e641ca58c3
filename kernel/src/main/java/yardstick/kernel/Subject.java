package yardstick.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Who a flag is evaluated for.
 *
 * @param unit sticky assignment key: the same unit always gets the same variant
 * @param visitor present only with analytics consent; exposures are logged for it and for nobody else
 */
public record Subject(String unit, @Nullable VisitorId visitor) {}
