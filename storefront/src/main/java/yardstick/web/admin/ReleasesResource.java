package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.metrics.Panel;
import yardstick.metrics.Release;
import yardstick.metrics.Releases;
import yardstick.web.Access;
import yardstick.web.Head;
import yardstick.web.Role;

/** Releases: create, ramp, ship, stop, and read what they did. */
@ApplicationScoped
@Path("/admin/releases")
public class ReleasesResource {

    @Inject
    Releases releases;

    @Inject
    Panel panel;

    @Inject
    Settings settings;

    @Inject
    Office office;

    public record ReleasesView(List<Release> releases) {}

    /** @param outlook day, visitors and smallest effect found; {@code answer} how long the typed effect takes */
    public record NewReleaseView(
            Form form,
            String currency,
            List<String> metrics,
            String metric,
            String effect,
            String answer,
            List<List<String>> outlook) {}

    @GET
    @Access({Role.OWNER, Role.MARKETING})
    public Response list() {
        return office.page("releases", "admin.releases.title", new ReleasesView(releases.all()));
    }

    @GET
    @Path("new")
    @Access({Role.OWNER, Role.MARKETING})
    public Response blank(
            @QueryParam("metric") @Nullable String metric, @QueryParam("effect") @Nullable String effect) {
        Form form = PlanForm.standard();
        if (metric != null && panel.metrics().contains(metric)) {
            form.with("primary", metric);
        }
        return createPage(200, form.with("effect", effect == null ? "" : effect.strip()));
    }

    private Response createPage(int status, Form form) {
        return office.page(status, "release-new", "admin.releases.new", newRelease(form));
    }

    private NewReleaseView newRelease(Form form) {
        List<String> metrics = panel.metrics();
        String metric = metrics.contains(form.text("primary")) ? form.text("primary") : metrics.getFirst();
        Double effect = new PlanForm(form).effect();
        Panel.Outlook outlook = panel.outlook(metric, effect, 0.5);
        String answer = effect == null
                ? office.text("admin.outlook.choose")
                : office.text(
                        outlook.days() == null ? "admin.outlook.never" : "admin.outlook.answer",
                        Map.of("effect", Wording.percent(effect), "days", outlook.days() == null ? 0 : outlook.days()));
        return new NewReleaseView(
                form,
                settings.currency(),
                metrics,
                metric,
                form.text("effect"),
                answer,
                outlook.evenings().stream()
                        .filter(evening -> evening.day() % 7 == 0 || evening.day() == 1)
                        .map(evening -> List.of(
                                Integer.toString(evening.day()),
                                office.formats().number(evening.visitors()),
                                Wording.percent(evening.detectable())))
                        .toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.MARKETING})
    public Response create(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        Releases.Draft draft = new Releases.Draft(
                form.required("key"),
                form.required("name"),
                form.required("owner"),
                form.required("hypothesis"),
                form.money("cost", settings.currency()).orElse(Money.zero(settings.currency())),
                form.whole("rollout", 0, 100).orElse(0),
                form.day("debt").orElse(null),
                new PlanForm(form).read(settings.currency(), panel.metrics()));
        if (form.failed()) {
            return createPage(422, form);
        }
        return switch (releases.create(draft, office.actor())) {
            case Outcome.Done<Release>(Release release) ->
                office.done("/admin/releases/" + release.key(), "admin.releases.created");
            case Outcome.Refused<Release>(Refusal refusal) -> {
                form.refuse("key", refusal);
                yield createPage(422, form);
            }
        };
    }

    @GET
    @Path("{key}")
    @Access({Role.OWNER, Role.MARKETING, Role.FINANCE})
    public Response detail(@PathParam("key") String key) {
        Release release = releases.byKey(key).orElse(null);
        if (release == null) {
            return office.notFound();
        }
        Panel.Scorecard card = panel.scorecard(key).orElse(null);
        Wording words = new Wording(office);
        Form form = Form.empty().with("rollout", Integer.toString(release.rolloutPercent()));
        return office.page(
                "release",
                Head.of(release.name()),
                new ReleasePage.ReleaseView(
                        release,
                        ReleasePage.ratio(card, words),
                        ReleasePage.effects(card, words),
                        releases.history(key),
                        form,
                        panel.report(key)
                                .map(report -> ReportView.of(report, words))
                                .orElse(null),
                        overlaps(key, words)));
    }

    private List<List<String>> overlaps(String key, Wording words) {
        return panel.overlaps(key).stream()
                .map(overlap -> {
                    Double credit = overlap.credit();
                    return List.of(
                            overlap.other(),
                            words.text("admin.metric." + overlap.metric()),
                            words.number(overlap.visitors()),
                            part(overlap, overlap.own(), words),
                            part(overlap, overlap.theirs(), words),
                            part(overlap, overlap.interaction(), words),
                            credit == null ? words.text("admin.overlap.open") : Wording.percent(credit));
                })
                .toList();
    }

    private String part(Panel.Overlap overlap, Panel.Overlap.Part part, Wording words) {
        Wording.Scale scale = switch (overlap.metric()) {
            case "atv", "revenue_per_visitor", "capped_revenue_per_visitor" -> Wording.Scale.MONEY;
            case "orders_per_visitor" -> Wording.Scale.NUMBER;
            default -> Wording.Scale.SHARE;
        };
        String currency = settings.currency();
        return words.of(scale, part.value(), currency) + " (" + words.range(scale, part.interval(), currency) + ")";
    }

    @GET
    @Path("{key}/report.csv")
    @Access({Role.OWNER, Role.MARKETING, Role.FINANCE})
    public Response csv(@PathParam("key") String key) {
        return panel.report(key)
                .map(report -> Response.ok(ReportCsv.of(report))
                        .type("text/csv;charset=utf-8")
                        .header("Content-Disposition", "attachment; filename=\"" + key + ".csv\"")
                        .build())
                .orElseGet(office::notFound);
    }

    /** Ramp, ship and stop change what every shopper meets, so each is asked once more. */
    @POST
    @Path("{key}/{step: ramp|ship|stop}/ask")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.MARKETING})
    public Response ask(
            @PathParam("key") String key, @PathParam("step") String step, MultivaluedMap<String, String> fields) {
        Release release = releases.byKey(key).orElse(null);
        if (release == null) {
            return office.notFound();
        }
        Form form = new Form(fields);
        int percent = form.whole("rollout", 0, 100).orElse(-1);
        if (step.equals("ramp") && percent < 0) {
            return office.problem("/admin/releases/" + key, "admin.releases.rollout_invalid");
        }
        Map<String, Object> arguments = Map.of("name", release.name(), "percent", Math.max(0, percent));
        String query = step.equals("ramp") ? "?rollout=" + percent : "";
        return office.page(
                "confirm",
                Head.of(office.text("admin.releases." + step)),
                new ConfirmView(
                        office.text("admin.releases." + step + ".question", arguments),
                        office.text("admin.releases." + step + ".consequence", arguments),
                        office.text("admin.releases." + step),
                        "/admin/releases/" + key + "/" + step + query,
                        "/admin/releases/" + key));
    }

    @POST
    @Path("{key}/{step: ramp|ship|stop}")
    @Access({Role.OWNER, Role.MARKETING})
    public Response change(
            @PathParam("key") String key,
            @PathParam("step") String step,
            @QueryParam("rollout") @jakarta.ws.rs.DefaultValue("0") String rollout) {
        int percent =
                Form.empty().with("rollout", rollout).whole("rollout", 0, 100).orElse(0);
        Outcome<Release> outcome = switch (step) {
            case "ramp" -> releases.ramp(key, percent, office.actor());
            case "ship" -> releases.ship(key, office.actor());
            default -> releases.stop(key, office.actor());
        };
        return office.back("/admin/releases/" + key, outcome, "admin.releases." + step + ".done");
    }
}
