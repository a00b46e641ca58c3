package yardstick.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/**
 * What a browser may do with a response. Styles and scripts run from this shop or with the request's nonce only; forms
 * may also lead to the payment gateway, because browsers apply {@code form-action} to redirects.
 */
@ApplicationScoped
public class SecurityHeaders {

    private final String formTargets;

    /** For the container's proxy. */
    protected SecurityHeaders() {
        this.formTargets = "";
    }

    @Inject
    public SecurityHeaders(Settings settings) {
        this.formTargets = origin(settings.text(Setting.GATEWAY_URL));
    }

    private static String origin(String url) {
        if (url.isEmpty()) {
            return "";
        }
        URI uri = URI.create(url);
        return " " + uri.getScheme() + "://" + uri.getRawAuthority();
    }

    void write(HttpServletResponse response, Visit visit, boolean secure) {
        response.setHeader("Content-Security-Policy", policy(visit.nonce()));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
        response.setHeader(
                "Permissions-Policy",
                "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cache-Control", "private, no-cache");
        if (secure) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }

    String policy(String nonce) {
        return "default-src 'none'; script-src 'self' 'nonce-" + nonce + "'; style-src 'self' 'nonce-" + nonce
                + "'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'"
                + formTargets + "; base-uri 'none'; frame-ancestors 'none'";
    }
}
