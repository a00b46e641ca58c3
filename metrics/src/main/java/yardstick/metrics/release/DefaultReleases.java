package yardstick.metrics.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.metrics.Plan;
import yardstick.metrics.Release;
import yardstick.metrics.ReleaseHistory;
import yardstick.metrics.Releases;

/** Commands on releases: validated, applied under a row lock, written to the history with their actor. */
@ApplicationScoped
public class DefaultReleases implements Releases, ReleaseHistory {

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{1,63}");

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    FlagSnapshot snapshot;

    DefaultReleases() {}

    /** Outside a container. */
    public DefaultReleases(Database database, Clock clock, FlagSnapshot snapshot) {
        this.database = database;
        this.clock = clock;
        this.snapshot = snapshot;
    }

    @Override
    public List<Release> all() {
        return store().all().stream().map(Split::release).toList();
    }

    @Override
    public Optional<Release> byKey(String key) {
        return split(key).map(Split::release);
    }

    /** Every release with its split. */
    public List<Split> splits() {
        return store().all();
    }

    /** The release with the split its arms are compared in. */
    public Optional<Split> split(String key) {
        return store().byKey(key);
    }

    @Override
    public Outcome<Release> create(Draft draft, String actor) {
        Optional<Refusal> objection = objection(draft);
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        Instant now = clock.instant();
        return database.write(handle -> {
            if (!store().insert(draft, now)) {
                return Outcome.refused(Refusal.of("metrics.key_taken", "key", draft.key()));
            }
            store().addChange(draft.key(), new Change(now, actor, "created"));
            database.afterCommit(snapshot::refresh);
            return Outcome.done(store().byKey(draft.key()).orElseThrow().release());
        });
    }

    private static Optional<Refusal> objection(Draft draft) {
        if (!KEY.matcher(draft.key()).matches()) {
            return Optional.of(Refusal.of("metrics.key_invalid"));
        }
        if (!filled(draft.name(), 200)) {
            return Optional.of(Refusal.of("metrics.name_missing"));
        }
        if (!filled(draft.owner(), 200)) {
            return Optional.of(Refusal.of("metrics.owner_missing"));
        }
        if (!filled(draft.hypothesis(), 2_000)) {
            return Optional.of(Refusal.of("metrics.hypothesis_missing"));
        }
        if (draft.cost().isNegative()) {
            return Optional.of(Refusal.of("metrics.cost_negative"));
        }
        return percentage(draft.rolloutPercent()).or(() -> PlanRow.objection(draft.plan()));
    }

    private static boolean filled(String text, int longest) {
        return !text.isBlank() && text.strip().length() <= longest;
    }

    private static Optional<Refusal> percentage(int percent) {
        return percent < 0 || percent > 100 ? Optional.of(Refusal.of("metrics.rollout_invalid")) : Optional.empty();
    }

    @Override
    public Outcome<Release> ramp(String key, int rolloutPercent, String actor) {
        Optional<Refusal> objection = percentage(rolloutPercent);
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        return change(
                key,
                new Change(clock.instant(), actor, "ramped to " + rolloutPercent + " %"),
                split -> switch (split.release().state()) {
                    case DRAFT -> slotted(split).map(placed -> placed.running(rolloutPercent, clock.instant()));
                    case RUNNING -> Outcome.done(split.running(rolloutPercent, clock.instant()));
                    case SHIPPED, STOPPED -> Outcome.refused(Refusal.of("metrics.release_ended"));
                });
    }

    /** Takes the first free buckets of the exclusion group, as many as planned. */
    private Outcome<Split> slotted(Split split) {
        Plan.Exclusion exclusion = split.release().plan().exclusion();
        if (exclusion.group().isEmpty()) {
            return Outcome.done(split);
        }
        store().lockGroup(exclusion.group());
        int wanted = exclusion.share() * (Bucket.COUNT / 100);
        int free = 0;
        for (Split.Slot taken : store().slots(exclusion.group())) {
            if (taken.from() - free >= wanted) {
                break;
            }
            free = Math.max(free, taken.to());
        }
        return free + wanted > Bucket.COUNT
                ? Outcome.refused(Refusal.of("metrics.group_full", "group", exclusion.group()))
                : Outcome.done(split.within(new Split.Slot(free, free + wanted)));
    }

    @Override
    public Outcome<Release> pause(String key, String because, String actor) {
        Instant now = clock.instant();
        return change(key, new Change(now, actor, "paused, " + because), split -> switch (split.release()
                .state()) {
            case RUNNING -> Outcome.done(split.paused(new Release.Pause(now, because)));
            case DRAFT, SHIPPED, STOPPED -> Outcome.refused(Refusal.of("metrics.release_not_running"));
        });
    }

    @Override
    public Outcome<Release> ship(String key, String actor) {
        return change(key, new Change(clock.instant(), actor, "shipped"), split -> switch (split.release()
                .state()) {
            case RUNNING -> Outcome.done(split.ended(Release.State.SHIPPED, clock.instant()));
            case DRAFT, SHIPPED, STOPPED -> Outcome.refused(Refusal.of("metrics.release_not_running"));
        });
    }

    @Override
    public Outcome<Release> stop(String key, String actor) {
        return change(key, new Change(clock.instant(), actor, "stopped"), split -> switch (split.release()
                .state()) {
            case DRAFT, RUNNING, SHIPPED -> Outcome.done(split.ended(Release.State.STOPPED, clock.instant()));
            case STOPPED -> Outcome.refused(Refusal.of("metrics.release_ended"));
        });
    }

    @Override
    public Outcome<Release> startedAt(String key, Instant at, String actor) {
        if (at.isAfter(clock.instant())) {
            return Outcome.refused(Refusal.of("metrics.start_in_future"));
        }
        return change(
                key,
                new Change(clock.instant(), actor, "measured from " + at),
                split -> split.since() == null
                        ? Outcome.refused(Refusal.of("metrics.release_not_running"))
                        : Outcome.done(split.startedAt(at)));
    }

    private Outcome<Release> change(String key, Change change, Function<Split, Outcome<Split>> transition) {
        return database.write(handle -> {
            Optional<Split> found = store().forChange(key);
            if (found.isEmpty()) {
                return Outcome.refused(Refusal.of("metrics.release_unknown", "key", key));
            }
            return transition.apply(found.get()).map(split -> {
                store().update(split);
                store().addChange(key, change);
                database.afterCommit(snapshot::refresh);
                return split.release();
            });
        });
    }

    @Override
    public List<Change> history(String key) {
        return store().history(key);
    }

    private ReleaseStore store() {
        return new ReleaseStore(database);
    }
}
