package yardstick.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a request by method and path pattern ({@code /v1/payments/by-attempt/{attempt}}). */
public final class Router implements HttpHandler {

    private static final System.Logger LOG = System.getLogger(Router.class.getName());
    private static final int LARGEST_BODY = 1 << 20;

    private final List<Route> routes = new ArrayList<>();

    private record Route(String method, String[] pattern, Handler handler) {

        @Nullable Map<String, String> match(String[] path) {
            if (path.length != pattern.length) {
                return null;
            }
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < path.length; i++) {
                if (pattern[i].startsWith("{")) {
                    variables.put(pattern[i].substring(1, pattern[i].length() - 1), path[i]);
                } else if (!pattern[i].equals(path[i])) {
                    return null;
                }
            }
            return variables;
        }
    }

    public Router on(String method, String pattern, Handler handler) {
        routes.add(new Route(method, pattern.split("/"), handler));
        return this;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Reply reply;
        try {
            reply = answer(exchange);
        } catch (BadRequest e) {
            reply = Reply.error(400, String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            LOG.log(Level.ERROR, "nothing can be kept for " + exchange.getRequestURI(), e);
            reply = Reply.later();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "failed to answer " + exchange.getRequestURI(), e);
            reply = Reply.error(500, "internal");
        }
        send(exchange, reply);
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return Reply.error(413, "body_too_large");
        }
        URI uri = exchange.getRequestURI();
        String[] path = uri.getPath().split("/");
        boolean known = false;
        for (Route route : routes) {
            Map<String, String> variables = route.match(path);
            if (variables != null && route.method().equals(exchange.getRequestMethod())) {
                String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
                return route.handler()
                        .handle(new Request(route.method(), uri.getPath(), query, headers(exchange), variables, body));
            }
            known |= variables != null;
        }
        return known ? Reply.error(405, "method_not_allowed") : Reply.error(404, "not_found");
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return headers;
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        try (exchange) {
            if (!reply.isCut()) {
                reply.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
                if (reply.drip().isZero()) {
                    exchange.getResponseBody().write(reply.body());
                } else {
                    drip(exchange.getResponseBody(), reply);
                }
            }
        }
    }

    private static void drip(OutputStream out, Reply reply) throws IOException {
        out.write(reply.body(), 0, reply.body().length / 2);
        out.flush();
        try {
            Thread.sleep(reply.drip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
