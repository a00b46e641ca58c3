package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.metrics.Observations;
import yardstick.metrics.Observations.Dimension;
import yardstick.metrics.Observations.Place;
import yardstick.metrics.Observations.Reach;
import yardstick.metrics.Observations.Report;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.Release;
import yardstick.metrics.Releases;
import yardstick.web.Access;
import yardstick.web.Head;
import yardstick.web.Role;

/** A release that went to parts of the shop without a control group. */
@ApplicationScoped
@Path("/admin/observed")
public class ObservedResource {

    @Inject
    Releases releases;

    @Inject
    Observations observations;

    @Inject
    Office office;

    @GET
    @Path("{key}")
    @Access({Role.OWNER, Role.MARKETING, Role.FINANCE})
    public Response page(@PathParam("key") String key) {
        return releases.byKey(key)
                .map(release -> show(200, release, typed(observations.reach(key))))
                .orElseGet(office::notFound);
    }

    private static Form typed(Optional<Reach> reach) {
        StringBuilder places = new StringBuilder();
        reach.ifPresent(known -> known.places()
                .forEach(place -> places.append(place.segment())
                        .append(',')
                        .append(place.since())
                        .append('\n')));
        return Form.empty()
                .with("dimension", reach.map(known -> known.dimension().name()).orElse("CATEGORY"))
                .with(
                        "step",
                        reach.map(known -> Integer.toString(known.stepDays())).orElse("7"))
                .with("places", places.toString());
    }

    private Response show(int status, Release release, Form form) {
        return office.page(
                status,
                "observed",
                Head.of(release.name()),
                new ObservedPage(new Wording(office), release).view(report(release), form));
    }

    private Outcome<Report> report(Release release) {
        return observations.report(release.key());
    }

    @POST
    @Path("{key}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.MARKETING})
    public Response enter(@PathParam("key") String key, MultivaluedMap<String, String> fields) {
        Release release = releases.byKey(key).orElse(null);
        if (release == null) {
            return office.notFound();
        }
        Form form = new Form(fields);
        List<Place> places = places(form);
        Dimension dimension = Dimension.CATEGORY;
        for (Dimension each : Dimension.values()) {
            dimension = each.name().equals(form.text("dimension")) ? each : dimension;
        }
        if (!form.failed()
                && observations.enter(
                                key,
                                new Reach(dimension, form.text("step").equals("1") ? 1 : 7, places),
                                office.actor())
                        instanceof Outcome.Refused<Reach>(Refusal refusal)) {
            form.refuse("places", refusal);
        }
        return form.failed()
                ? show(422, release, form)
                : office.done("/admin/observed/" + key, "admin.observed.entered");
    }

    /** Lines of {@code part,day}. */
    private static List<Place> places(Form form) {
        List<Place> places = new ArrayList<>();
        for (String line : form.required("places").split("\\R")) {
            int comma = line.lastIndexOf(',');
            try {
                if (!line.isBlank()) {
                    String part = line.substring(0, Math.max(0, comma)).strip();
                    places.add(new Place(
                            part, LocalDate.parse(line.substring(comma + 1).strip())));
                    if (part.isEmpty()) {
                        form.refuse("places", Refusal.of("admin.observed.line_invalid", "line", line.strip()));
                    }
                }
            } catch (DateTimeException e) {
                form.refuse("places", Refusal.of("admin.observed.line_invalid", "line", line.strip()));
            }
        }
        return places;
    }

    @GET
    @Path("{key}/observed.csv")
    @Access({Role.OWNER, Role.MARKETING, Role.FINANCE})
    public Response csv(@PathParam("key") String key) {
        if (!(observations.report(key) instanceof Outcome.Done<Report>(Report report))) {
            return office.notFound();
        }
        Csv csv = new Csv();
        for (String column : List.of(
                "part", "name", "effect", "low", "high", "synthetic", "plain", "pretrend_p", "placebos", "doubts")) {
            csv.text(column);
        }
        csv.end();
        for (Observations.Row row : report.rows()) {
            csv.text("metric").text(row.metric()).number(row.effect());
            interval(csv, row.interval());
            csv.number(row.synthetic())
                    .number(row.plain())
                    .number(row.pretrend())
                    .number(row.placebos())
                    .text(String.join(" ", row.doubts()))
                    .end();
        }
        for (Observations.Point point : report.events()) {
            csv.text("period").number(point.period()).number(point.effect());
            interval(csv, point.band());
            csv.text("").text("").text("").text("").text("").end();
        }
        return csv.download(key + "-observed.csv");
    }

    private static void interval(Csv csv, @org.jspecify.annotations.Nullable Interval interval) {
        csv.number(interval == null ? null : interval.low()).number(interval == null ? null : interval.high());
    }
}
