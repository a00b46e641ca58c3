package yardstick.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Serves {@link Assets}; an address with another hash is of another version and not found. */
@WebServlet(urlPatterns = {"/assets/*", "/favicon.svg"})
public class AssetServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient Assets assets;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        boolean icon = path.equals("/favicon.svg");
        Assets.Asset asset = icon ? assets.byName("favicon.svg") : assets.byUrl(path);
        if (asset == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(asset.type());
        response.setHeader("Cache-Control", icon ? "public, max-age=86400" : "public, max-age=31536000, immutable");
        byte[] body = asset.plain();
        byte[] gzip = asset.gzip();
        if (gzip != null) {
            response.setHeader("Vary", "Accept-Encoding");
            String accepted = request.getHeader("Accept-Encoding");
            if (accepted != null && accepted.contains("gzip")) {
                response.setHeader("Content-Encoding", "gzip");
                body = gzip;
            }
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
