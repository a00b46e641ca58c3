package yardstick.metrics.release;

import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Reason;
import dev.openfeature.sdk.Value;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import yardstick.kernel.Boot;
import yardstick.kernel.Flag;
import yardstick.kernel.Flags;
import yardstick.kernel.Subject;
import yardstick.kernel.VisitorId;
import yardstick.metrics.Release;

/**
 * The flags for code that speaks OpenFeature. The targeting key is the sticky unit, the attribute {@code visitor} the
 * consenting visitor; a string flag is the variant key, a boolean flag says whether it is the treatment.
 */
@ApplicationScoped
class OpenFeatureProvider implements FeatureProvider {

    @Inject
    Flags flags;

    OpenFeatureProvider() {}

    OpenFeatureProvider(Flags flags) {
        this.flags = flags;
    }

    void started(@Observes @Priority(200) Boot.Started event) {
        OpenFeatureAPI.getInstance().setProvider(new OpenFeatureProvider(flags));
    }

    @Override
    public Metadata getMetadata() {
        return () -> "yardstick";
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String fallback, EvaluationContext context) {
        String unit = context.getTargetingKey();
        if (unit == null || unit.isEmpty()) {
            return failed(fallback, ErrorCode.TARGETING_KEY_MISSING);
        }
        Value visitor = context.getValue("visitor");
        VisitorId id = visitor == null || !visitor.isString() ? null : new VisitorId(visitor.asString());
        String variant = flags.expose(new Flag(key, fallback), new Subject(unit, id));
        return ProviderEvaluation.<String>builder()
                .value(variant)
                .variant(variant)
                .reason(Reason.SPLIT.name())
                .build();
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(String key, Boolean fallback, EvaluationContext context) {
        String otherwise = fallback ? Release.TREATMENT : Release.CONTROL;
        ProviderEvaluation<String> text = getStringEvaluation(key, otherwise, context);
        return ProviderEvaluation.<Boolean>builder()
                .value(Release.TREATMENT.equals(text.getValue()))
                .variant(text.getVariant())
                .reason(text.getReason())
                .errorCode(text.getErrorCode())
                .build();
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer fallback, EvaluationContext context) {
        return failed(fallback, ErrorCode.TYPE_MISMATCH);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double fallback, EvaluationContext context) {
        return failed(fallback, ErrorCode.TYPE_MISMATCH);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value fallback, EvaluationContext context) {
        return failed(fallback, ErrorCode.TYPE_MISMATCH);
    }

    private static <T> ProviderEvaluation<T> failed(T fallback, ErrorCode code) {
        return ProviderEvaluation.<T>builder()
                .value(fallback)
                .reason(Reason.ERROR.name())
                .errorCode(code)
                .build();
    }
}
