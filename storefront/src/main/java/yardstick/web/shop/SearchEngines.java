package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import yardstick.catalog.Catalog;
import yardstick.catalog.CatalogList;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.Category;
import yardstick.catalog.ProductCard;
import yardstick.kernel.Language;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Role;

/** What search engines ask for before anything else. The map comes in files of 960 products. */
@Path("/")
@ApplicationScoped
public class SearchEngines {

    private static final int PAGE = 96;
    private static final int PAGES_PER_FILE = 10;
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String SPACES = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

    @Inject
    CurrentVisit current;

    @Inject
    Catalog catalog;

    @GET
    @Path("robots.txt")
    @Produces("text/plain")
    @Access(Role.PUBLIC)
    public String robots() {
        StringBuilder text = new StringBuilder("User-agent: *\nDisallow: /admin\nDisallow: /api\n");
        for (Language language : Language.values()) {
            for (String path : List.of("cart", "checkout", "order", "account", "sign-in", "sign-up", "search")) {
                text.append("Disallow: /")
                        .append(language.code())
                        .append('/')
                        .append(path)
                        .append('\n');
            }
        }
        return text.append("Sitemap: ").append(base()).append("/sitemap.xml\n").toString();
    }

    @GET
    @Path("sitemap.xml")
    @Produces("application/xml")
    @Access(Role.PUBLIC)
    public String index() {
        int files = (page(1).pages() + PAGES_PER_FILE - 1) / PAGES_PER_FILE;
        StringBuilder xml =
                new StringBuilder(XML).append("<sitemapindex").append(SPACES).append(">\n");
        for (int file = 0; file <= files; file++) {
            xml.append("<sitemap><loc>")
                    .append(base())
                    .append("/sitemap-")
                    .append(file)
                    .append(".xml</loc></sitemap>\n");
        }
        return xml.append("</sitemapindex>\n").toString();
    }

    @GET
    @Path("sitemap-{file:\\d{1,5}}.xml")
    @Access(Role.PUBLIC)
    public Response file(@PathParam("file") int file) {
        String base = base();
        StreamingOutput body = file == 0 ? out -> categories(out, base) : out -> products(out, base, file);
        if (file > 0 && (file - 1) * PAGES_PER_FILE >= Math.max(1, page(1).pages())) {
            throw new NotFoundException();
        }
        return Response.ok(body, "application/xml").build();
    }

    private void categories(OutputStream out, String base) throws IOException {
        StringBuilder xml =
                new StringBuilder(XML).append("<urlset").append(SPACES).append(">\n");
        url(xml, base, "");
        add(xml, base, catalog.categories(Language.EN));
        out.write(xml.append("</urlset>\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void add(StringBuilder xml, String base, List<Category> categories) {
        for (Category category : categories) {
            url(xml, base, "/c/" + category.slug());
            add(xml, base, category.children());
        }
    }

    private void products(OutputStream out, String base, int file) throws IOException {
        out.write((XML + "<urlset" + SPACES + ">\n").getBytes(StandardCharsets.UTF_8));
        int first = (file - 1) * PAGES_PER_FILE + 1;
        for (int number = first; number < first + PAGES_PER_FILE; number++) {
            CatalogList list = page(number);
            if (number > list.pages()) {
                break;
            }
            StringBuilder xml = new StringBuilder();
            for (ProductCard card : list.products()) {
                url(xml, base, "/p/" + card.slug());
            }
            out.write(xml.toString().getBytes(StandardCharsets.UTF_8));
        }
        out.write("</urlset>\n".getBytes(StandardCharsets.UTF_8));
    }

    private CatalogList page(int number) {
        return catalog.list(new CatalogQuery(Language.EN, "", null, Map.of(), CatalogQuery.Sort.NAME, number, PAGE));
    }

    private static void url(StringBuilder xml, String base, String path) {
        for (Language language : Language.values()) {
            xml.append("<url><loc>")
                    .append(base)
                    .append('/')
                    .append(language.code())
                    .append(path)
                    .append("</loc></url>\n");
        }
    }

    private String base() {
        return current.get().incoming().base();
    }
}
