package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Catalog;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.Questions;
import yardstick.catalog.Reviews;
import yardstick.kernel.Language;
import yardstick.web.Access;
import yardstick.web.Problem;
import yardstick.web.Role;

/** Reading the catalogue. */
@ApplicationScoped
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
public class ProductResource {

    private static final int LONGEST_TEXT = 200;
    private static final int LARGEST_PAGE = 96;
    private static final int QUESTIONS = 50;

    @Inject
    Catalog catalog;

    @Inject
    Reviews reviews;

    @Inject
    Questions questions;

    @Inject
    ApiContext context;

    /** The query parameters of a list. */
    public static class ListQuery {
        @QueryParam("q")
        @DefaultValue("")
        String text = "";

        @QueryParam("category")
        @Nullable String category;

        @QueryParam("brand")
        List<String> brands = List.of();

        @QueryParam("price")
        List<String> prices = List.of();

        @QueryParam("stock")
        List<String> stock = List.of();

        @QueryParam("sort")
        @DefaultValue("relevance")
        String sort = "relevance";

        @QueryParam("page")
        @DefaultValue("1")
        String page = "1";

        @QueryParam("size")
        @DefaultValue("20")
        String size = "20";

        @QueryParam("lang")
        @Nullable String lang;

        /** Empty when a parameter makes no sense. */
        Optional<CatalogQuery> query(Language language) {
            Map<String, List<String>> filters = new HashMap<>();
            put(filters, "brand", brands);
            put(filters, "price", prices);
            put(filters, "stock", stock);
            Optional<CatalogQuery.Sort> order = sort(sort);
            int number = whole(page);
            int count = whole(size);
            boolean sane = text.length() <= LONGEST_TEXT && number >= 1 && count >= 1 && count <= LARGEST_PAGE;
            return sane
                    ? order.map(by -> new CatalogQuery(language, text, category, filters, by, number, count))
                    : Optional.empty();
        }

        private static void put(Map<String, List<String>> filters, String key, List<String> values) {
            if (!values.isEmpty()) {
                filters.put(key, values);
            }
        }

        private static Optional<CatalogQuery.Sort> sort(String name) {
            for (CatalogQuery.Sort sort : CatalogQuery.Sort.values()) {
                if (sort.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return Optional.of(sort);
                }
            }
            return Optional.empty();
        }

        private static int whole(String text) {
            return text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
        }
    }

    @GET
    @Path("products")
    @Access(Role.PUBLIC)
    @Operation(
            summary = "List and search products",
            description = "Parameters: q, category, brand, price (0-5000 in minor units), stock (repeatable), sort "
                    + "(relevance, price_ascending, price_descending, newest, name), page from 1, size 1 to 96, lang.")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = CatalogJson.ProductList.class)))
    public Response list(@BeanParam ListQuery parameters) {
        return parameters
                .query(language(parameters.lang))
                .map(query -> Response.ok(CatalogJson.ProductList.of(catalog.list(query)))
                        .build())
                .orElseGet(() -> context.refused(400, "api.invalid_query"));
    }

    @GET
    @Path("products/{slug}")
    @Access(Role.PUBLIC)
    @Operation(summary = "One product with its SKUs and attributes")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = CatalogJson.ProductDetail.class)))
    @APIResponse(responseCode = "404", description = "Unknown", content = @Content(mediaType = Problem.TYPE))
    public Response product(@PathParam("slug") String slug, @QueryParam("lang") @Nullable String lang) {
        return catalog.product(language(lang), slug)
                .map(page -> Response.ok(CatalogJson.ProductDetail.of(page)).build())
                .orElseGet(context::notFound);
    }

    @GET
    @Path("products/{slug}/reviews")
    @Access(Role.PUBLIC)
    @Operation(
            summary = "Reviews, keywords and questions of a product",
            description = "Parameters: aspect and say (good or bad), stars (1 to 5), order (helpful, newest, best, "
                    + "worst), page from 1, lang. A review shows the clauses that say something about the aspect.")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = ReviewJson.ReviewPage.class)))
    @APIResponse(responseCode = "404", description = "Unknown", content = @Content(mediaType = Problem.TYPE))
    public Response reviews(@PathParam("slug") String slug, @BeanParam ReviewJson.ReviewQuery query) {
        Language language = language(query.lang);
        return catalog.product(language, slug)
                .map(product -> Response.ok(ReviewJson.page(
                                reviews.page(language, product.id(), query.choice(), query.number()),
                                questions.of(product.id(), QUESTIONS)))
                        .build())
                .orElseGet(context::notFound);
    }

    @GET
    @Path("categories")
    @Access(Role.PUBLIC)
    @Operation(summary = "The category tree with product counts")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = CatalogJson.CategoryTree.class)))
    public Response categories(@QueryParam("lang") @Nullable String lang) {
        return Response.ok(new CatalogJson.CategoryTree(catalog.categories(language(lang)).stream()
                        .map(CatalogJson.CategoryNode::of)
                        .toList()))
                .build();
    }

    private Language language(@Nullable String code) {
        return code == null ? context.language() : Language.byCode(code).orElseGet(context::language);
    }
}
