package yardstick.orders;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Fact;
import yardstick.kernel.VisitorId;

/**
 * Risk came to a verdict on a checkout, or a person did on an order. Announced in the transaction that decides, so that
 * whoever grants advantages knows with the next statement. Parameters {@code verdict}, {@code assessment},
 * {@code customer} (absent for guests).
 *
 * @param sequence counts the decisions on one assessment
 */
public record RiskDecided(
        long assessment,
        int sequence,
        Risk.Verdict verdict,
        @Nullable CustomerId customer,
        Instant occurredAt) implements Fact {

    @Override
    public String name() {
        return "risk_decided";
    }

    @Override
    public String id() {
        return "risk_decided:" + assessment + ":" + sequence;
    }

    @Override
    public @Nullable VisitorId visitor() {
        return null;
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("verdict", verdict.name());
        parameters.put("assessment", assessment);
        if (customer != null) {
            parameters.put("customer", customer.value());
        }
        return parameters;
    }
}
