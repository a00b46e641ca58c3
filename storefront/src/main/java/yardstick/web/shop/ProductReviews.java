package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import yardstick.catalog.ProductPage;
import yardstick.catalog.Questions;
import yardstick.catalog.Reviews;
import yardstick.catalog.Reviews.Choice;
import yardstick.catalog.Reviews.Sort;
import yardstick.catalog.SkuId;
import yardstick.membership.Member;
import yardstick.membership.Members;
import yardstick.orders.CustomerId;
import yardstick.orders.Order;
import yardstick.orders.Orders;
import yardstick.web.CurrentVisit;
import yardstick.web.PurchaseProof;
import yardstick.web.View;
import yardstick.web.Visit;
import yardstick.web.shop.ReviewsView.Link;

/** Reviews and questions of a product page, and who may write them. */
@ApplicationScoped
class ProductReviews {

    private static final int QUESTIONS = 10;

    @Inject
    Reviews reviews;

    @Inject
    Questions questions;

    @Inject
    Orders orders;

    @Inject
    Members members;

    @Inject
    CurrentVisit current;

    /** What the address of a product page narrows its reviews to. */
    record Wish(Choice choice, int page) {

        static final Wish ALL = new Wish(Choice.ALL, 1);

        static Wish of(MultivaluedMap<String, String> query) {
            String aspect = text(query, "aspect");
            String stars = text(query, "stars");
            String page = text(query, "reviews");
            return new Wish(
                    new Choice(
                            aspect.matches("[a-z_]{1,30}") ? aspect : "",
                            !text(query, "say").equals("bad"),
                            stars.matches("[1-5]") ? Integer.parseInt(stars) : 0,
                            sort(text(query, "order"))),
                    page.matches("\\d{1,4}") ? Integer.parseInt(page) : 1);
        }

        private static String text(MultivaluedMap<String, String> query, String name) {
            String value = query.getFirst(name);
            return value == null ? "" : value;
        }

        private static Sort sort(String name) {
            for (Sort sort : Sort.values()) {
                if (sort.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return sort;
                }
            }
            return Sort.HELPFUL;
        }
    }

    ReviewsView view(View page, ProductPage product, Wish wish) {
        Reviews.Page found = reviews.page(page.language(), product.id(), wish.choice(), wish.page());
        List<Questions.Question> asked =
                found.summary().questions() == 0 ? List.of() : questions.of(product.id(), QUESTIONS);
        return view(page, product.slug(), found, asked);
    }

    static ReviewsView view(View page, String slug, Reviews.Page found, List<Questions.Question> asked) {
        Choice now = found.choice();
        String home = page.url("/p/" + slug);
        List<Link> keywords = new ArrayList<>();
        for (Reviews.Keyword each : found.summary().keywords()) {
            boolean chosen = each.aspect().equals(now.aspect()) && each.favourable() == now.favourable();
            Choice next = new Choice(chosen ? "" : each.aspect(), each.favourable(), 0, now.sort());
            keywords.add(new Link(
                    each.label(), each.count(), each.favourable() ? "good" : "bad", chosen, address(home, next, 1)));
        }
        List<Link> bars = new ArrayList<>();
        for (int stars = 5; stars > 0; stars--) {
            boolean chosen = now.stars() == stars;
            Choice next = new Choice("", true, chosen ? 0 : stars, now.sort());
            bars.add(new Link(
                    Integer.toString(stars),
                    found.summary().byStars().get(stars - 1),
                    "",
                    chosen,
                    address(home, next, 1)));
        }
        List<Link> sorts = new ArrayList<>();
        for (Sort sort : Sort.values()) {
            Choice next = new Choice(now.aspect(), now.favourable(), now.stars(), sort);
            String label = page.t("shop.review.sort." + sort.name().toLowerCase(Locale.ROOT));
            sorts.add(new Link(label, 0, "", sort == now.sort(), address(home, next, 1)));
        }
        boolean narrowed = !now.aspect().isEmpty() || now.stars() > 0;
        return new ReviewsView(
                home,
                found,
                List.copyOf(keywords),
                List.copyOf(bars),
                List.copyOf(sorts),
                narrowed ? address(home, new Choice("", true, 0, now.sort()), 1) : "",
                found.page() > 1 ? address(home, now, found.page() - 1) : "",
                found.page() < found.pages() ? address(home, now, found.page() + 1) : "",
                asked,
                page.visit().customer() != null);
    }

    private static String address(String home, Choice choice, int page) {
        List<String> query = new ArrayList<>();
        if (!choice.aspect().isEmpty()) {
            query.add("aspect=" + URLEncoder.encode(choice.aspect(), StandardCharsets.UTF_8));
            query.add("say=" + (choice.favourable() ? "good" : "bad"));
        }
        if (choice.stars() > 0) {
            query.add("stars=" + choice.stars());
        }
        if (choice.sort() != Sort.HELPFUL) {
            query.add("order=" + choice.sort().name().toLowerCase(Locale.ROOT));
        }
        if (page > 1) {
            query.add("reviews=" + page);
        }
        return home + (query.isEmpty() ? "" : "?" + String.join("&", query)) + "#reviews";
    }

    /** Who writes, by the session or by the order; {@code name} is what readers see. */
    Reviews.Writer writer(ProductPage product, String token, String name) {
        Visit visit = current.get();
        CustomerId customer = visit.customer();
        Set<SkuId> skus = reviews.skus(product.id());
        Optional<Order> order = proof(token, skus);
        if (customer == null) {
            CustomerId known = order.map(Order::customer).orElse(null);
            return new Reviews.Writer(
                    known == null ? null : known.value(),
                    order.map(each -> each.id().value()).orElse(null),
                    name,
                    visit.language(),
                    order.isPresent());
        }
        boolean bought = order.isPresent() || orders.bought(customer, skus);
        return new Reviews.Writer(customer.value(), null, name, visit.language(), bought);
    }

    private Optional<Order> proof(String token, Set<SkuId> skus) {
        return orders.byToken(token).filter(order -> PurchaseProof.of(order, skus));
    }

    /** The name a member is greeted with, for the form. */
    String name() {
        CustomerId customer = current.get().customer();
        return customer == null
                ? ""
                : members.byId(customer)
                        .map(Member::name)
                        .map(ProductReviews::first)
                        .orElse("");
    }

    private static String first(String name) {
        int blank = name.indexOf(' ');
        return blank < 0 ? name : name.substring(0, blank);
    }

    ReviewForm form(Frame frame, ProductPage product, Map<String, String> input, String wrong) {
        String token = input.getOrDefault("order", "");
        Reviews.Writer writer = writer(product, token, "");
        return new ReviewForm(
                frame,
                product.slug(),
                product.title(),
                writer.bought() ? token : "",
                writer.bought(),
                writer.customer() != null || writer.order() != null,
                input,
                wrong);
    }
}
