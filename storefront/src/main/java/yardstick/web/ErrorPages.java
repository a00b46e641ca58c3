package yardstick.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.regex.Pattern;

/** Answers for what went wrong: pages for people, RFC 9457 problem documents below {@code /api}. */
@ApplicationScoped
public class ErrorPages {

    private static final Logger LOG = System.getLogger(ErrorPages.class.getName());

    /** Long parts of an address may be keys to an order or an account. */
    private static final Pattern KEY = Pattern.compile("[^/]{21,}");

    @Inject
    CurrentVisit current;

    @Inject
    Pages pages;

    @Inject
    ErrorFrame frame;

    /** For the container. */
    protected ErrorPages() {}

    public ErrorPages(CurrentVisit current, Pages pages, ErrorFrame frame) {
        this.current = current;
        this.pages = pages;
        this.frame = frame;
    }

    public Response forbidden() {
        return answer(403, "forbidden");
    }

    /**
     * With the challenge that RFC 9110 asks for.
     *
     * @param wrong true when a token came that is none (RFC 6750)
     */
    public Response unauthorised(boolean wrong) {
        Response response = answer(401, "unauthorised");
        String challenge = "Bearer realm=\"yardstick\"" + (wrong ? ", error=\"invalid_token\"" : "");
        response.getHeaders().putSingle("WWW-Authenticate", challenge);
        return response;
    }

    /** The form token is missing or of another browser. */
    public Response staleForm() {
        return answer(403, "stale_form");
    }

    public Response notFound() {
        return answer(404, "not_found");
    }

    public Response unavailable() {
        Response response = answer(503, "unavailable");
        response.getHeaders().putSingle("Retry-After", "5");
        return response;
    }

    public Response broken() {
        return answer(500, "broken");
    }

    /** @param key last part of the text keys {@code web.error.<key>.title} and {@code web.error.<key>.text} */
    public Response answer(int status, String key) {
        String title = pages.text("web.error." + key + ".title");
        String text = pages.text("web.error." + key + ".text");
        Visit visit = current.get();
        log(visit.incoming(), status, key);
        if (visit.incoming().api()) {
            return Problem.response(status, key, title, visit);
        }
        ErrorView view = new ErrorView(status, title, text, visit.incoming().requestId(), status == 404);
        return frame.page(status, pages.view(Head.of(title)), view);
    }

    /** The page shows the request's number; whoever is told of it finds here what it was. */
    private static void log(Incoming incoming, int status, String key) {
        String address = KEY.matcher(incoming.path()).replaceAll("…");
        LOG.log(
                Level.INFO,
                "[" + incoming.requestId() + "] " + status + " " + key + " " + incoming.method() + " " + address);
    }
}
