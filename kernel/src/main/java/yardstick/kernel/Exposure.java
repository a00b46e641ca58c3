package yardstick.kernel;

import java.time.Instant;
import java.util.Map;

/** A visitor met a variant of a release for the first time. */
public record Exposure(String release, String variant, VisitorId visitor, Instant occurredAt) implements Fact {

    @Override
    public String name() {
        return "exposure";
    }

    @Override
    public String id() {
        return "exposure:" + release + ":" + visitor.value();
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of("release", release, "variant", variant);
    }
}
