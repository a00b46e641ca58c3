package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.Shopper;
import yardstick.web.CurrentVisit;
import yardstick.web.Problem;

/** What every API method needs of its request. */
@ApplicationScoped
class ApiContext {

    private static final JsonProvider JSON = JsonProvider.provider();

    @Inject
    CurrentVisit visit;

    @Inject
    Messages messages;

    Language language() {
        return visit.get().language();
    }

    String base() {
        return visit.get().incoming().base();
    }

    /** API clients act by what they hold (a cart id, an order token), never by a browser's cookie. */
    Shopper shopper() {
        return new Shopper(language(), null, null, currency());
    }

    /** Of the query; null for the shop's own, which is also what an unknown one comes to. */
    private @Nullable String currency() {
        for (String part : visit.get().incoming().query().split("&")) {
            if (part.matches("currency=[A-Z]{3}")) {
                return part.substring(9);
            }
        }
        return null;
    }

    CaseJson.Speaker cases() {
        return new CaseJson.Speaker(messages, language());
    }

    OrderJson.Speaker orders() {
        return new OrderJson.Speaker(messages, language());
    }

    Response notFound() {
        return refused(404, "api.not_found");
    }

    Response refused(int status, String code) {
        return refused(status, Refusal.of(code));
    }

    Response refused(int status, Refusal refusal) {
        return Problem.response(status, refusal.code(), messages.text(language(), refusal), visit.get());
    }

    /** 409 with every reason under its own code. */
    Response refused(String code, List<Refusal> reasons) {
        Map<String, String> errors = new TreeMap<>();
        reasons.forEach(reason -> errors.put(reason.code(), messages.text(language(), reason)));
        Response problem = Problem.invalid(code, messages.text(language(), code), errors, visit.get());
        return Response.fromResponse(problem).status(409).build();
    }

    Response invalid(Map<String, Refusal> fields) {
        Map<String, String> errors = new TreeMap<>();
        fields.forEach((field, refusal) -> errors.put(field, messages.text(language(), refusal)));
        return Problem.invalid("api.invalid", messages.text(language(), "api.invalid"), errors, visit.get());
    }

    /** 200 with the mapped value, or 409 with the refusal. */
    <T> Response answer(Outcome<T> outcome, Function<T, Record> json) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> Response.ok(json.apply(value)).build();
            case Outcome.Refused<T>(Refusal refusal) -> refused(409, refusal);
        };
    }

    /** The body as a JSON object, or null when it is not one. */
    static @Nullable JsonObject object(byte[] body) {
        try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(body))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException e) {
            return null;
        }
    }
}
