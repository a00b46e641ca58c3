package yardstick.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/**
 * The parts of a request that pages look at.
 *
 * @param path below the context root, beginning with a slash
 * @param query without the question mark, or empty
 * @param base public base URL without a trailing slash
 */
public record Incoming(
        String requestId,
        String method,
        String path,
        String query,
        String base,
        String acceptLanguage,
        String userAgent,
        String referrer) {

    static Incoming of(HttpServletRequest request, Settings settings, String requestId) {
        String base = settings.text(Setting.SHOP_URL);
        return new Incoming(
                requestId,
                request.getMethod(),
                request.getRequestURI().substring(request.getContextPath().length()),
                orEmpty(request.getQueryString()),
                base.isEmpty() ? ownAddress(request) : base.replaceAll("/+$", ""),
                orEmpty(request.getHeader("Accept-Language")),
                orEmpty(request.getHeader("User-Agent")),
                orEmpty(request.getHeader("Referer")));
    }

    private static String ownAddress(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean usual = port == (request.isSecure() ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port);
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** True for addresses that people look at, false for the API, assets and machines. */
    public boolean browses() {
        return !api() && !path.startsWith("/assets/") && !path.equals("/robots.txt") && !path.startsWith("/sitemap");
    }

    public boolean api() {
        return path.startsWith("/api/") || path.equals("/api");
    }

    public boolean reads() {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    /** The address as it came in, for coming back to it. */
    public String pathAndQuery() {
        return query.isEmpty() ? path : path + '?' + query;
    }
}
