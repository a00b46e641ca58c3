package yardstick.web.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Job;
import yardstick.kernel.Jobs;
import yardstick.web.demo.DemoMarker.Decision;
import yardstick.web.demo.DemoMarker.State;

/** The one decision about the demo shop and the job that carries it out: taken up after a death, never run twice. */
final class DemoStart {

    private final Parts parts;
    private final BooleanSupplier welcome;
    private final Load load;
    private final DemoMarker marker;

    /** @param zone whose yesterday is the last day of the invented history */
    record Parts(Database database, Jobs jobs, Clock clock, ZoneId zone) {}

    /** Fills the shop; may be called again after it broke. */
    interface Load {

        /** @return the counts as JSON */
        String run(LocalDate until, Jobs.Progress progress) throws Exception;
    }

    /** @param elsewhere true when the load seems to run on another server */
    record Begun(Decision decision, boolean elsewhere) {}

    /** @param welcome asked once per database: whether invented goods do no harm here */
    DemoStart(Parts parts, BooleanSupplier welcome, Load load) {
        this.parts = parts;
        this.welcome = welcome;
        this.load = load;
        this.marker = new DemoMarker(parts.database());
    }

    Begun begin() {
        Decision decision = marker.find().orElseGet(this::decide);
        if (decision.state() != State.LOADING) {
            return new Begun(decision, false);
        }
        boolean running = running(decision.job());
        if (!running) {
            start(decision);
        }
        return new Begun(decision, running);
    }

    private Decision decide() {
        State state = welcome.getAsBoolean() ? State.LOADING : State.DECLINED;
        LocalDate yesterday =
                LocalDate.ofInstant(parts.clock().instant(), parts.zone()).minusDays(1);
        Decision decision = new Decision(state, yesterday, null);
        return marker.decide(decision, parts.clock().instant())
                ? decision
                : marker.find().orElseThrow();
    }

    private boolean running(@Nullable UUID job) {
        return job != null
                && parts.jobs()
                        .find(job)
                        .filter(found -> found.state() == Job.State.RUNNING)
                        .isPresent();
    }

    private void start(Decision decision) {
        parts.database().execute(handle -> {
            UUID job = parts.jobs().start("demo", "Demo shop", progress -> {
                String report = load.run(decision.historyUntil(), progress);
                marker.loaded();
                return report;
            });
            if (!marker.handTo(job, decision.job())) {
                throw new IllegalStateException("the demo shop is being loaded by another server");
            }
        });
    }
}
