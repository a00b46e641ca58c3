package yardstick.sandbox.fault;

import static yardstick.sandbox.json.Documents.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import yardstick.sandbox.http.BadRequest;
import yardstick.sandbox.http.Fields;
import yardstick.sandbox.http.Reply;
import yardstick.sandbox.http.Request;
import yardstick.sandbox.http.Router;

/** {@code /sandbox/faults}: arms and clears faults for a drill. */
public final class FaultApi {

    private static final long DEFAULT_DELAY_MS = 5_000;

    private final Faults faults;

    public FaultApi(Faults faults) {
        this.faults = faults;
    }

    public void routes(Router router) {
        router.on("POST", "/sandbox/faults", this::arm)
                .on("GET", "/sandbox/faults", request -> Reply.json(200, state()))
                .on("DELETE", "/sandbox/faults", request -> {
                    faults.clear();
                    return Reply.empty(204);
                });
    }

    private JsonObject state() {
        JsonArrayBuilder waiting = JSON.createArrayBuilder();
        faults.waiting()
                .forEach(each -> waiting.add(JSON.createObjectBuilder()
                        .add("kind", each.order().fault().kind().name().toLowerCase(Locale.ROOT))
                        .add("amount_minor", each.order().only().amountMinor())
                        .add("times", each.order().times())
                        .add("left", each.left())));
        return JSON.createObjectBuilder()
                .add("struck", faults.struck())
                .add("waiting", waiting)
                .build();
    }

    private Reply arm(Request request) {
        Fields fields = new Fields(request.json());
        Kind kind = constant(Kind.class, "kind", fields.text("kind"));
        Set<Operation> operations = operations(fields.text("operation"));
        operations.removeIf(operation -> !kind.fits(operation));
        if (operations.isEmpty()) {
            return Reply.error(422, "kind_does_not_fit_operation");
        }
        Duration delay = Duration.ofMillis(Math.max(0, fields.number("delay_ms", DEFAULT_DELAY_MS)));
        int times = (int) Math.clamp(fields.number("times", 1), 1, Integer.MAX_VALUE);
        long id = faults.arm(new Faults.Order(
                operations,
                new Fault(kind, delay),
                times,
                fields.fraction("probability", 1),
                new Faults.Payments(fields.number("amount_minor", 0), String.valueOf(fields.textOr("channel", "")))));
        return Reply.json(201, JSON.createObjectBuilder().add("id", id).build());
    }

    private static Set<Operation> operations(String text) {
        return text.equals("*")
                ? EnumSet.allOf(Operation.class)
                : EnumSet.of(constant(Operation.class, "operation", text));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String field, String text) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new BadRequest("invalid_" + field, e);
        }
    }
}
