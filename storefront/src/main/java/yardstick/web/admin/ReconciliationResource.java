package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Settings;
import yardstick.metrics.Panel;
import yardstick.orders.Takings;
import yardstick.tracking.Reconciliation;
import yardstick.web.Access;
import yardstick.web.Role;

/** Orders beside the events that tell of them, and every order that differs. */
@ApplicationScoped
@Path("/admin/reconciliation")
public class ReconciliationResource {

    @Inject
    Panel panel;

    @Inject
    Takings takings;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Inject
    Office office;

    /** @param payments orders whose payments are not their total */
    public record ReconciliationView(
            Period period,
            boolean sound,
            List<List<String>> sides,
            List<List<String>> gaps,
            List<List<String>> payments) {}

    @GET
    @Access({Role.OWNER, Role.FINANCE, Role.MARKETING})
    public Response page(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        Period period = period(from, to);
        if (period == null) {
            return office.problem("/admin/reconciliation", "admin.period.invalid");
        }
        Reconciliation found = panel.reconciliation(period.from(), period.to());
        Wording words = new Wording(office);
        String currency = settings.currency();
        Takings.Taken taken = taken(period);
        return office.page(
                "reconciliation",
                "admin.reconciliation.title",
                new ReconciliationView(
                        period,
                        found.sound() && taken.gaps().isEmpty(),
                        List.of(
                                List.of(
                                        words.text("admin.reconciliation.orders"),
                                        words.number(found.orders()),
                                        words.money((double) found.ordersMinor(), currency)),
                                List.of(
                                        words.text("admin.reconciliation.events"),
                                        words.number(found.events()),
                                        words.money((double) found.eventsMinor(), currency)),
                                List.of(
                                        words.text("admin.reconciliation.payments"),
                                        words.number(taken.orders()),
                                        words.money((double) taken.takenMinor(), currency))),
                        found.gaps().stream()
                                .map(gap -> List.of(
                                        Long.toString(gap.order()),
                                        words.text("admin.reconciliation."
                                                + gap.kind().name().toLowerCase(Locale.ROOT)),
                                        words.money((double) gap.orderMinor(), currency),
                                        words.money((double) gap.eventMinor(), currency)))
                                .toList(),
                        payments(taken, words)));
    }

    private List<List<String>> payments(Takings.Taken taken, Wording words) {
        String currency = settings.currency();
        return taken.gaps().stream()
                .map(gap -> List.of(
                        gap.number(),
                        words.money((double) gap.orderMinor(), currency),
                        words.money((double) gap.takenMinor(), currency)))
                .toList();
    }

    private Takings.Taken taken(Period period) {
        return takings.taken(
                period.from().atStartOfDay(settings.zone()).toInstant(),
                period.to().plusDays(1).atStartOfDay(settings.zone()).toInstant(),
                settings.currency());
    }

    @GET
    @Path("gaps.csv")
    @Access({Role.OWNER, Role.FINANCE, Role.MARKETING})
    public Response csv(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        Period period = period(from, to);
        if (period == null) {
            return office.notFound();
        }
        Csv csv = new Csv()
                .text("order")
                .text("gap")
                .text("order_minor")
                .text("other_minor")
                .end();
        panel.reconciliation(period.from(), period.to())
                .gaps()
                .forEach(gap -> csv.number(gap.order())
                        .text(gap.kind().name().toLowerCase(Locale.ROOT))
                        .number(gap.orderMinor())
                        .number(gap.eventMinor())
                        .end());
        taken(period)
                .gaps()
                .forEach(gap -> csv.number(gap.order())
                        .text("payment")
                        .number(gap.orderMinor())
                        .number(gap.takenMinor())
                        .end());
        return csv.download("reconciliation-" + period.from() + "-" + period.to() + ".csv");
    }

    private @Nullable Period period(@Nullable String from, @Nullable String to) {
        return Period.of(from, to, clock.instant().atZone(settings.zone()).toLocalDate())
                .orElse(null);
    }
}
