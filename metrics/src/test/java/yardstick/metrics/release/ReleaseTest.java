package yardstick.metrics.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.kernel.Flag;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.Subject;
import yardstick.kernel.VisitorId;
import yardstick.kernel.runtime.IcuMessages;
import yardstick.metrics.Plan;
import yardstick.metrics.Release;
import yardstick.metrics.Releases.Change;
import yardstick.metrics.Releases.Draft;
import yardstick.metrics.experiment.SampleRatioCheck;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.tracking.intake.DefaultTracker;
import yardstick.tracking.intake.IntakeCounts;
import yardstick.tracking.store.StoreOwner;

class ReleaseTest {

    private static final Flag FLAG = new Flag("cart-bought-together", "control");

    @TempDir
    Path data;

    private final TestDatabase database = TestDatabase.with("tracking", "metrics");
    private final FixedClock clock = new FixedClock("2026-03-08T10:00:00Z");
    private final FlagSnapshot snapshot = new FlagSnapshot(database);
    private final DefaultReleases releases = new DefaultReleases(database, clock, snapshot);
    private StoreOwner owner;
    private DefaultFlags flags;

    @BeforeEach
    void open() {
        owner = new StoreOwner(Settings.of(Map.of(Setting.DATA_DIR, data.toString())), clock);
        flags = new DefaultFlags(snapshot, new DefaultTracker(owner, new IntakeCounts(database, clock), clock), clock);
    }

    @AfterEach
    void close() {
        owner.close();
    }

    private static Draft draft(String key, String name, long cost, int percent) {
        return new Draft(
                key, name, "growth", "More add-ons per order", Money.of(cost, "CNY"), percent, null, Plan.standard());
    }

    private static String refusal(Outcome<Release> outcome) {
        return outcome instanceof Outcome.Refused<Release>(var refusal) ? refusal.code() : "";
    }

    private static Subject subject(int number) {
        return new Subject("unit" + number, new VisitorId("v" + number));
    }

    private Release release() {
        return releases.byKey(FLAG.key()).orElseThrow();
    }

    @Test
    void livesFromDraftToShippedWithItsHistory() {
        releases.create(draft(FLAG.key(), "Bought together", 120_000, 50), "mei");
        assertEquals(Release.State.DRAFT, release().state());
        clock.advance(Duration.ofHours(1));
        releases.ramp(FLAG.key(), 10, "mei");
        clock.advance(Duration.ofHours(1));
        releases.ramp(FLAG.key(), 50, "li");
        assertEquals("2026-03-08T11:00:00Z", String.valueOf(release().startedAt()));
        assertEquals(
                "2026-03-08T12:00:00Z",
                String.valueOf(releases.split(FLAG.key()).orElseThrow().since()));
        clock.advance(Duration.ofHours(1));
        releases.ship(FLAG.key(), "li");
        assertEquals(Release.State.SHIPPED, release().state());
        assertEquals("metrics.release_ended", refusal(releases.ramp(FLAG.key(), 60, "li")));
        releases.stop(FLAG.key(), "li");
        assertEquals("2026-03-08T13:00:00Z", String.valueOf(release().endedAt()));
        assertEquals(
                List.of("stopped li", "shipped li", "ramped to 50 % li", "ramped to 10 % mei", "created mei"),
                releases.history(FLAG.key()).stream()
                        .map(change -> change.what() + " " + change.actor())
                        .toList());
        assertEquals(
                List.of(),
                releases.history("unknown").stream().map(Change::what).toList());
    }

    @Test
    void refusesWhatMakesNoSenseWithATextInBothLanguages() {
        releases.create(draft("taken", "x", 0, 0), "mei");
        Set<String> codes = Set.of(
                refusal(releases.create(draft("Bad Key", "x", 0, 0), "mei")),
                refusal(releases.create(draft("taken", "x", 0, 0), "mei")),
                refusal(releases.create(draft("ok", " ", 0, 0), "mei")),
                refusal(releases.create(draft("ok", "x", -1, 0), "mei")),
                refusal(releases.create(draft("ok", "x", 0, 101), "mei")),
                refusal(releases.ramp("nothing", 5, "mei")),
                refusal(releases.ship("taken", "mei")));
        assertEquals(
                Set.of(
                        "metrics.key_invalid",
                        "metrics.key_taken",
                        "metrics.name_missing",
                        "metrics.cost_negative",
                        "metrics.rollout_invalid",
                        "metrics.release_unknown",
                        "metrics.release_not_running"),
                codes);
        IcuMessages messages = IcuMessages.load();
        codes.forEach(code -> {
            assertTrue(messages.keys(Language.EN).contains(code), code);
            assertTrue(messages.keys(Language.ZH).contains(code), code);
        });
        assertEquals(messages.keys(Language.EN), messages.keys(Language.ZH));
    }

    @Test
    void servesTheVariantOfItsState() {
        assertEquals("off", flags.variant(new Flag("unknown", "off"), subject(1)));
        releases.create(draft(FLAG.key(), "Bought together", 0, 100), "mei");
        assertEquals("control", flags.variant(FLAG, subject(1)));
        releases.ramp(FLAG.key(), 100, "mei");
        assertEquals("treatment", flags.variant(FLAG, subject(1)));
        releases.ramp(FLAG.key(), 0, "mei");
        assertEquals("control", flags.variant(FLAG, subject(1)));
        releases.ship(FLAG.key(), "mei");
        assertEquals("treatment", flags.variant(FLAG, subject(1)));
        releases.stop(FLAG.key(), "mei");
        assertEquals("control", flags.variant(FLAG, subject(1)));
    }

    @Test
    void splitsEvenlyStickilyAndIndependently() {
        int units = 40_000;
        long[] cells = new long[4];
        for (int i = 0; i < units; i++) {
            int first = Bucket.of("release-one", "unit" + i) < 5_000 ? 1 : 0;
            int second = Bucket.of("release-two", "unit" + i) < 5_000 ? 1 : 0;
            cells[2 * first + second]++;
        }
        assertTrue(SampleRatioCheck.of(cells, new double[] {1, 1, 1, 1}).p() > 1e-4, java.util.Arrays.toString(cells));
        releases.create(draft(FLAG.key(), "x", 0, 10), "mei");
        releases.ramp(FLAG.key(), 10, "mei");
        Set<Integer> early = treated();
        assertEquals(1_000, early.size(), 120);
        releases.ramp(FLAG.key(), 50, "mei");
        assertTrue(treated().containsAll(early), "a wider rollout keeps those who had it");
    }

    private Set<Integer> treated() {
        return IntStream.range(0, 10_000)
                .filter(i -> flags.variant(FLAG, subject(i)).equals("treatment"))
                .boxed()
                .collect(Collectors.toSet());
    }

    private List<String> exposures() {
        return owner.store()
                .query(
                        "SELECT visitor || ' ' || release || ' ' || variant FROM events WHERE name = 'exposure'"
                                + " ORDER BY ALL",
                        row -> row.getString(1));
    }

    @Test
    void exposesOncePerVisitorAndOnlyWithConsent() {
        releases.create(draft(FLAG.key(), "x", 0, 100), "mei");
        flags.expose(FLAG, subject(1));
        assertEquals(List.of(), exposures());
        releases.ramp(FLAG.key(), 100, "mei");
        for (int i = 0; i < 5; i++) {
            flags.expose(FLAG, subject(1));
            flags.expose(FLAG, subject(2));
            flags.expose(FLAG, new Subject("unit3", null));
            flags.variant(FLAG, subject(4));
        }
        assertEquals(List.of("v1 cart-bought-together treatment", "v2 cart-bought-together treatment"), exposures());
    }

    /** Two nodes on one database; the second one looks every second by itself, here when it is told to. */
    @Test
    void aStopReachesTheOtherNodeWithItsNextLook() {
        releases.create(draft(FLAG.key(), "x", 0, 100), "mei");
        releases.ramp(FLAG.key(), 100, "mei");
        FlagSnapshot other = new FlagSnapshot(database);
        other.refresh();
        DefaultFlags there =
                new DefaultFlags(other, new DefaultTracker(owner, new IntakeCounts(database, clock), clock), clock);
        assertEquals(Release.TREATMENT, there.variant(FLAG, subject(1)));
        releases.stop(FLAG.key(), "mei");
        assertEquals(Release.TREATMENT, there.variant(FLAG, subject(1)));
        other.refresh();
        assertEquals(FLAG.fallback(), there.variant(FLAG, subject(1)));
        assertTrue(FlagSnapshot.PERIOD.toSeconds() <= 5);
    }

    /** The best of ten rounds, because other work on the machine only ever slows a round down. */
    @Test
    void anEvaluationTakesLessThanAMicrosecond() {
        for (int i = 0; i < 20; i++) {
            releases.create(draft("speed-" + i, "x", 0, 50), "mei");
            releases.ramp("speed-" + i, 50, "mei");
        }
        Subject[] subjects = new Subject[1_000];
        for (int i = 0; i < subjects.length; i++) {
            subjects[i] = new Subject("unit-" + i, null, java.util.Map.of("language", "zh-CN"));
        }
        Flag flag = new Flag("speed-7", "off");
        double best = Double.MAX_VALUE;
        long treated = 0;
        for (int round = 0; round < 10; round++) {
            long begun = System.nanoTime();
            for (int i = 0; i < 100_000; i++) {
                treated += flags.variant(flag, subjects[i % 1_000]).equals(Release.TREATMENT) ? 1 : 0;
            }
            best = Math.min(best, (System.nanoTime() - begun) / 100_000.0);
        }
        System.out.printf("flag evaluation: %.0f ns%n", best);
        assertTrue(treated > 400_000 && treated < 600_000, () -> "treated");
        assertTrue(best < 1_000, best + " ns");
    }

    @Test
    void forgetsTheOldestWhenFull() {
        RecentlySeen seen = new RecentlySeen(100);
        for (int i = 0; i < 1_000; i++) {
            assertTrue(seen.first("k" + i));
            assertFalse(seen.first("k" + i));
        }
        assertTrue(seen.first("k0"));
        assertFalse(seen.first("k990"));
    }

    @Test
    void speaksOpenFeature() {
        releases.create(draft(FLAG.key(), "x", 0, 100), "mei");
        releases.ramp(FLAG.key(), 100, "mei");
        OpenFeatureAPI.getInstance().setProviderAndWait(new OpenFeatureProvider(flags));
        Client client = OpenFeatureAPI.getInstance().getClient();
        ImmutableContext context = new ImmutableContext("unit1", Map.of("visitor", new Value("v1")));
        assertTrue(client.getBooleanValue(FLAG.key(), false, context));
        assertEquals("treatment", client.getStringValue(FLAG.key(), "control", context));
        assertTrue(client.getBooleanValue("unknown", true, context));
        assertFalse(client.getBooleanValue(FLAG.key(), false, new ImmutableContext()));
        assertEquals(List.of("v1 cart-bought-together treatment"), exposures());
    }
}
