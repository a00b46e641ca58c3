package yardstick.metrics.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Flag;
import yardstick.kernel.Flags;
import yardstick.kernel.Subject;
import yardstick.kernel.VisitorId;
import yardstick.metrics.Plan;
import yardstick.metrics.Release;
import yardstick.metrics.Release.State;
import yardstick.metrics.release.FlagSnapshot.Live;
import yardstick.tracking.Tracker;

/** Evaluates flags against the snapshot in memory; an exposure is noted once per visitor and split. */
@ApplicationScoped
public class DefaultFlags implements Flags {

    /** What a shipped release with a holdout is measured under: its key with this at the end. */
    static final String HOLDOUT = ":holdout";

    private static final String HELD_OUT = "";
    private static final int REMEMBERED = 200_000;

    @Inject
    FlagSnapshot snapshot;

    @Inject
    Tracker tracker;

    @Inject
    Clock clock;

    private final RecentlySeen exposed = new RecentlySeen(REMEMBERED);

    DefaultFlags() {}

    /** Outside a container. */
    public DefaultFlags(FlagSnapshot snapshot, Tracker tracker, Clock clock) {
        this.snapshot = snapshot;
        this.tracker = tracker;
        this.clock = clock;
    }

    @Override
    public String variant(Flag flag, Subject subject) {
        String arm = arm(snapshot.release(flag.key()), subject);
        return arm == null ? flag.fallback() : arm.equals(HELD_OUT) ? Release.CONTROL : arm;
    }

    /** The arm the subject is in, or null when the release does not concern it. */
    private static @Nullable String arm(@Nullable Live live, Subject subject) {
        if (live == null) {
            return null;
        }
        Release release = live.split().release();
        boolean off = release.state() == State.DRAFT || release.state() == State.STOPPED || release.pause() != null;
        if (off || !live.targeting().matches(subject.attributes())) {
            return null;
        }
        Plan plan = release.plan();
        boolean heldOut = plan.holdoutPercent() > 0
                && Bucket.of("holdout", subject.unit()) < plan.holdoutPercent() * (Bucket.COUNT / 100);
        if (release.state() == State.SHIPPED) {
            return heldOut ? HELD_OUT : plan.treatments().getFirst();
        }
        String group = plan.exclusion().group();
        boolean elsewhere = !group.isEmpty() && !live.split().slot().contains(Bucket.of(group, subject.unit()));
        if (heldOut || elsewhere) {
            return null;
        }
        return Bucket.of(release.key(), subject.unit()) < release.rolloutPercent() * (Bucket.COUNT / 100)
                ? treatment(release, subject)
                : Release.CONTROL;
    }

    private static String treatment(Release release, Subject subject) {
        List<String> treatments = release.plan().treatments();
        return treatments.size() == 1
                ? treatments.getFirst()
                : treatments.get(Bucket.of(release.key() + "/arm", subject.unit()) % treatments.size());
    }

    @Override
    public String expose(Flag flag, Subject subject) {
        Live live = snapshot.release(flag.key());
        String arm = arm(live, subject);
        VisitorId visitor = subject.visitor();
        if (visitor != null && arm != null && live != null) {
            note(live.split(), arm, visitor);
        }
        return arm == null ? flag.fallback() : arm.equals(HELD_OUT) ? Release.CONTROL : arm;
    }

    /** After shipping only a release with a holdout goes on being measured, under a key of its own. */
    private void note(Split split, String arm, VisitorId visitor) {
        Release release = split.release();
        boolean shipped = release.state() == State.SHIPPED;
        if (shipped && release.plan().holdoutPercent() == 0) {
            return;
        }
        String key = shipped ? release.key() + HOLDOUT : release.key();
        String variant = arm.equals(HELD_OUT) ? Release.CONTROL : arm;
        String id = "exposure:" + key + ":" + split.number() + ":" + variant + ":" + visitor.value();
        if (exposed.first(id)) {
            tracker.note(
                    new Tracker.Event(
                            id,
                            "exposure",
                            visitor,
                            clock.instant(),
                            "",
                            "",
                            "",
                            Map.of("release", key, "variant", variant)),
                    "");
        }
    }
}
