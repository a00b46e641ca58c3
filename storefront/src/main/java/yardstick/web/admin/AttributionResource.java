package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Settings;
import yardstick.metrics.Attribution;
import yardstick.metrics.Attribution.Level;
import yardstick.metrics.Attribution.Line;
import yardstick.metrics.Attribution.Model;
import yardstick.metrics.Attribution.Report;
import yardstick.web.Access;
import yardstick.web.Role;

/** Channels and campaigns before orders: seven rules side by side, costs, and the ways that visitors went. */
@ApplicationScoped
@Path("/admin/attribution")
public class AttributionResource {

    @Inject
    Attribution attribution;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Inject
    Office office;

    /** @param tag a link with its tags, or empty */
    public record AttributionView(
            Period period,
            Level level,
            Model model,
            long orders,
            long untouched,
            List<List<String>> shares,
            List<List<String>> money,
            List<List<String>> ways,
            Form tagForm,
            String tag) {}

    @GET
    @Access({Role.OWNER, Role.FINANCE, Role.MARKETING})
    public Response page(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("level") @Nullable String level,
            @QueryParam("model") @Nullable String model) {
        Attribution.Query query = query(from, to, level, model);
        return query == null
                ? office.problem("/admin/attribution", "admin.period.invalid")
                : show(query, Form.empty().with("url", settings.text(yardstick.kernel.Setting.SHOP_URL)), "");
    }

    private Response show(Attribution.Query query, Form form, String tag) {
        Report report = attribution.report(query);
        Wording words = new Wording(office);
        return office.page(
                "attribution",
                "admin.attribution.title",
                new AttributionView(
                        new Period(query.from(), query.to()),
                        query.level(),
                        query.model(),
                        report.orders(),
                        report.untouched(),
                        report.lines().stream().map(line -> shares(line, words)).toList(),
                        report.lines().stream()
                                .map(line -> money(line, report.currency(), words))
                                .toList(),
                        report.ways().stream()
                                .map(way -> List.of(
                                        String.join(
                                                " \u2192 ",
                                                way.contacts().stream()
                                                        .map(name -> named(name, words))
                                                        .toList()),
                                        words.number(way.people()),
                                        words.number(way.orders()),
                                        Wording.percent((double) way.orders() / way.people()),
                                        words.money((double) way.revenueMinor(), report.currency())))
                                .toList(),
                        form,
                        tag));
    }

    private static String named(String contact, Wording words) {
        return switch (contact) {
            case "direct", "search", "social", "referral" -> words.text("admin.attribution.channel." + contact);
            default -> contact;
        };
    }

    private static List<String> shares(Line line, Wording words) {
        List<String> cells = new ArrayList<>(List.of(named(line.contact(), words)));
        for (Model model : Model.values()) {
            cells.add(Wording.percent(line.shares().getOrDefault(model, 0.0)));
        }
        cells.add(Wording.percent(line.removal()));
        cells.add(words.text("admin.attribution.role." + line.role().name().toLowerCase(Locale.ROOT)));
        return cells;
    }

    private static List<String> money(Line line, String currency, Wording words) {
        return List.of(
                named(line.contact(), words),
                String.format(Locale.ROOT, "%.1f", line.orders()),
                words.money(line.revenueMinor(), currency),
                String.format(Locale.ROOT, "%.1f", line.newBuyers()),
                line.costMinor() == 0 ? Wording.NONE : words.money((double) line.costMinor(), currency),
                words.money(line.cac(), currency),
                line.roas() == null ? Wording.NONE : String.format(Locale.ROOT, "%.2f", line.roas()));
    }

    @GET
    @Path("credits.csv")
    @Access({Role.OWNER, Role.FINANCE, Role.MARKETING})
    public Response csv(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("level") @Nullable String level,
            @QueryParam("model") @Nullable String model) {
        Attribution.Query query = query(from, to, level, model);
        if (query == null) {
            return office.problem("/admin/attribution", "admin.period.invalid");
        }
        Csv csv = new Csv().text("contact");
        for (Model each : Model.values()) {
            csv.text(each.name().toLowerCase(Locale.ROOT));
        }
        csv.text("orders")
                .text("revenue_minor")
                .text("new_buyers")
                .text("cost_minor")
                .text("cac_minor")
                .text("roas")
                .end();
        for (Line line : attribution.report(query).lines()) {
            csv.text(line.contact());
            for (Model each : Model.values()) {
                csv.number(line.shares().getOrDefault(each, 0.0));
            }
            csv.number(line.orders())
                    .number(line.revenueMinor())
                    .number(line.newBuyers())
                    .number(line.costMinor())
                    .number(line.cac())
                    .number(line.roas())
                    .end();
        }
        return csv.download("attribution-" + query.from() + "-" + query.to() + ".csv");
    }

    /** A link to an own page with its tags; the same page, nothing is kept. */
    @GET
    @Path("tag")
    @Access({Role.OWNER, Role.MARKETING})
    public Response tag(
            @QueryParam("url") @Nullable String url,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("campaign") @Nullable String campaign,
            @QueryParam("creative") @Nullable String creative) {
        Form form = Form.empty()
                .with("url", text(url))
                .with("channel", text(channel))
                .with("campaign", text(campaign))
                .with("creative", text(creative));
        String address = form.required("url");
        form.required("channel");
        Attribution.Query query = query(null, null, null, null);
        if (query == null) {
            return office.notFound();
        }
        String tag = form.failed()
                ? ""
                : address + (address.contains("?") ? "&" : "?") + "utm_medium=" + encoded(text(channel))
                        + (text(campaign).isEmpty() ? "" : "&utm_campaign=" + encoded(text(campaign)))
                        + (text(creative).isEmpty() ? "" : "&utm_content=" + encoded(text(creative)));
        return show(query, form, tag);
    }

    @POST
    @Path("costs")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.FINANCE, Role.MARKETING})
    public Response costs(MultivaluedMap<String, String> fields) {
        String csv = fields.getFirst("costs");
        return office.back(
                "/admin/attribution",
                attribution.importCosts(csv == null ? "" : csv, office.actor()),
                "admin.attribution.costs.done");
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Attribution.@Nullable Query query(
            @Nullable String from, @Nullable String to, @Nullable String level, @Nullable String model) {
        return Period.of(from, to, clock.instant().atZone(settings.zone()).toLocalDate())
                .map(period -> new Attribution.Query(
                        period.from(),
                        period.to(),
                        Arrays.stream(Level.values())
                                .filter(each -> each.name().equalsIgnoreCase(level))
                                .findFirst()
                                .orElse(Level.CHANNEL),
                        Arrays.stream(Model.values())
                                .filter(each -> each.name().equalsIgnoreCase(model))
                                .findFirst()
                                .orElse(Model.LAST)))
                .orElse(null);
    }
}
