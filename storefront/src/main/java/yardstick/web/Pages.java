package yardstick.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Messages;
import yardstick.kernel.Settings;
import yardstick.orders.Tariffs;

/**
 * Renders the precompiled templates of {@code src/main/jte}. Every template declares {@code @param View page} and
 * {@code @param <its own record> view}.
 */
@ApplicationScoped
public class Pages {

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), "yardstick.web.jte");

    @Inject
    CurrentVisit current;

    @Inject
    Messages messages;

    @Inject
    Assets assets;

    @Inject
    Settings settings;

    @Inject
    @Nullable Tariffs tariffs;

    /** For the container. */
    protected Pages() {}

    /** What pages are rendered with, outside of a container. */
    public record Parts(CurrentVisit current, Messages messages, Assets assets, Settings settings) {}

    public Pages(Parts parts) {
        this.current = parts.current();
        this.messages = parts.messages();
        this.assets = parts.assets();
        this.settings = parts.settings();
    }

    /** The view of the current visit. */
    public View view(Head head) {
        return new View(current.get(), head, new View.Parts(messages, assets, settings, prices()));
    }

    /** Outside a container there are no tariffs; without its database an error page still has prices. */
    private Prices prices() {
        Tariffs known = tariffs;
        String wanted = current.get().currency();
        if (known == null) {
            return Prices.plain(settings.currency());
        }
        List<String> offered = currencies(known);
        return wanted == null || !offered.contains(wanted)
                ? new Prices(offered, settings.currency(), price -> price)
                : new Prices(offered, wanted, price -> known.show(price, wanted));
    }

    private List<String> currencies(Tariffs known) {
        try {
            return known.currencies();
        } catch (RuntimeException e) {
            System.getLogger(Pages.class.getName()).log(System.Logger.Level.DEBUG, "a page without tariffs", e);
            return List.of(settings.currency());
        }
    }

    /** The text of a key in the language of the current visit. */
    public String text(String key) {
        return messages.text(current.get().language(), key);
    }

    public String text(String key, String name, Object value) {
        return messages.text(current.get().language(), key, Map.of(name, value));
    }

    public Response page(String template, View page, Object view) {
        return page(200, template, page, view);
    }

    public Response page(int status, String template, View page, Object view) {
        Utf8ByteOutput output = render(template, page, view);
        Response.ResponseBuilder response = Response.status(status)
                .type("text/html; charset=utf-8")
                .header("Content-Length", output.getContentLength())
                .entity((StreamingOutput) output::writeTo);
        if (page.head().refreshSeconds() > 0) {
            response.header("Refresh", page.head().refreshSeconds());
        }
        return response.build();
    }

    public Utf8ByteOutput render(String template, View page, Object view) {
        Utf8ByteOutput output = new Utf8ByteOutput(4096);
        engine.render(template, Map.of("page", page, "view", view), output);
        return output;
    }

    /** Redirect after a form was handled, so that reload and back repeat nothing. */
    public static Response seeOther(String url) {
        return Response.seeOther(URI.create(url)).build();
    }
}
