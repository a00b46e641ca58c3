package yardstick.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Settings;

/** Opens the visit of every request, numbers it and puts the security headers on its response. */
@WebFilter(urlPatterns = "/*")
public class VisitFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(VisitFilter.class.getName());
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    /** A percent sign that no two hexadecimal digits follow: the container would fail deep inside on it. */
    private static final Pattern MALFORMED = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    @Inject
    transient Settings settings;

    @Inject
    transient Seal seal;

    @Inject
    transient Sessions sessions;

    @Inject
    transient CurrentVisit current;

    @Inject
    transient SecurityHeaders headers;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (MALFORMED.matcher(request.getRequestURI()).find()
                || MALFORMED
                        .matcher(request.getQueryString() == null ? "" : request.getQueryString())
                        .find()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        String id = requestId(request.getHeader("X-Request-Id"));
        response.setHeader("X-Request-Id", id);
        Cookies cookies = new Cookies(
                request.getHeader("Cookie"), request.isSecure(), line -> response.addHeader("Set-Cookie", line));
        Visit visit = new Visit(Incoming.of(request, settings, id), new Visit.Parts(cookies, seal, sessions));
        headers.write(response, visit, request.isSecure());
        current.begin(visit);
        try {
            HttpServletRequest whole = FormRequest.of(request);
            if (whole == null) {
                response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
                return;
            }
            chain.doFilter(whole, response);
        } catch (IOException | ServletException | RuntimeException e) {
            lastResort(response, id, e);
        } finally {
            current.end();
        }
    }

    private static String requestId(@Nullable String given) {
        return given != null && REQUEST_ID.matcher(given).matches() ? given : Seal.token();
    }

    private static void lastResort(HttpServletResponse response, String id, Exception e) throws IOException {
        LOG.log(Level.ERROR, "[" + id + "] the request failed outside of any page", e);
        if (response.isCommitted()) {
            return;
        }
        boolean passing = ErrorMapper.databaseUnreachable(e);
        response.setStatus(
                passing ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        if (passing) {
            response.setHeader("Retry-After", "5");
        }
        response.setContentType("text/plain; charset=utf-8");
        response.getWriter()
                .println((passing ? "Please try again in a moment. 请稍后再试。 " : "Something went wrong. 出错了。 ") + id);
    }
}
