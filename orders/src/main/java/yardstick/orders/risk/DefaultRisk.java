package yardstick.orders.risk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;
import yardstick.orders.Risk;
import yardstick.orders.RiskDecided;
import yardstick.orders.risk.RiskStore.Judged;
import yardstick.orders.risk.RiskStore.Row;

@ApplicationScoped
class DefaultRisk implements Risk {

    private static final int TRIES = 5;
    private static final int MOST_SENT = 3;
    private static final Duration CODE_LIVES = Duration.ofMinutes(15);

    @Inject
    Database database;

    @Inject
    Announcer announcer;

    @Inject
    Settings settings;

    @Inject
    CodePost post;

    @Inject
    RiskDesk desk;

    @Inject
    Clock clock;

    /**
     * A checkout that is new and meets no rule is one statement. Anything else is looked at again under a lock, so that
     * two submissions of one checkout do not both send a code.
     */
    @Override
    public Assessment assess(Attempt attempt) {
        Map<String, String> traits = Traits.of(attempt, settings);
        Optional<Row> unsuspected =
                database.write(handle -> RiskStore.welcome(handle, attempt, traits, clock.instant()));
        return unsuspected.map(Row::it).orElseGet(() -> database.write(handle -> judge(handle, attempt, traits)));
    }

    private Assessment judge(Handle handle, Attempt attempt, Map<String, String> traits) {
        handle.execute("SELECT pg_advisory_xact_lock(hashtext(?))", "risk " + attempt.key());
        Row known = RiskStore.lock(handle, attempt.key()).orElse(null);
        Instant now = clock.instant();
        if (known != null && !RiskStore.traits(handle, attempt.key(), traits, now)) {
            return known.it();
        }
        List<Velocity.Hit> hits = Velocity.hits(handle, traits, now);
        boolean passed = (known != null || !hits.isEmpty()) && passed(handle, attempt, known, traits);
        Verdict verdict = Velocity.blocked(hits) ? Verdict.BLOCK : verdict(hits, passed);
        if (known != null && known.it().verdict() == Verdict.BLOCK) {
            verdict = Verdict.BLOCK;
        }
        String challenge = verdict == Verdict.STEP_UP ? "OPEN" : known != null && passed ? "PASSED" : "NONE";
        Row fresh = RiskStore.write(handle, attempt, verdict, new Judged(hits, challenge, traits, now));
        if (verdict == Verdict.STEP_UP) {
            send(handle, fresh, attempt.language());
        }
        if (known != null || verdict != Verdict.ALLOW) {
            announce(fresh);
        }
        return fresh.it();
    }

    private boolean passed(Handle handle, Attempt attempt, @Nullable Row known, Map<String, String> traits) {
        boolean here = known != null
                && known.it().challenge().equals("PASSED")
                && known.it().email().equals(attempt.address().getOrDefault("email", ""));
        return here || RiskStore.passedLately(handle, traits, clock.instant());
    }

    /** Nobody is blocked by counting alone: first they are asked, and who confirms is at most looked at by a person. */
    private static Verdict verdict(List<Velocity.Hit> hits, boolean confirmed) {
        Verdict worst =
                hits.stream().map(Velocity.Hit::verdict).max(Verdict::compareTo).orElse(Verdict.ALLOW);
        boolean review = hits.stream().anyMatch(hit -> hit.verdict() == Verdict.REVIEW);
        return switch (worst) {
            case ALLOW, REVIEW -> worst;
            case STEP_UP -> !confirmed ? Verdict.STEP_UP : review ? Verdict.REVIEW : Verdict.ALLOW;
            case BLOCK -> confirmed ? Verdict.REVIEW : Verdict.STEP_UP;
        };
    }

    private void send(Handle handle, Row row, Language language) {
        if (row.sent() >= MOST_SENT || row.it().email().isBlank()) {
            return;
        }
        String code = post.send(row.it().id() + "-" + row.sent(), row.it().email(), language);
        RiskStore.code(
                handle,
                row.it().key(),
                hash(row.it().key(), code),
                clock.instant().plus(CODE_LIVES));
    }

    private String hash(String key, String code) {
        return Traits.hash(settings, "code\n" + key + '\n' + code);
    }

    private void announce(Row row) {
        announcer.announce(
                new RiskDecided(row.it().id(), row.decisions(), row.it().verdict(), row.customer(), clock.instant()));
    }

    @Override
    public Outcome<Assessment> confirm(String key, String code) {
        return database.write(handle -> {
            Row row = RiskStore.lock(handle, key).orElse(null);
            if (row == null || !row.it().challenge().equals("OPEN")) {
                return answered(row);
            }
            String expected = row.codeHash();
            Instant until = row.codeUntil();
            boolean right = expected != null
                    && until != null
                    && until.isAfter(clock.instant())
                    && same(expected, hash(key, code.strip()));
            if (right) {
                return pass(handle, row);
            }
            handle.createUpdate("UPDATE orders.risk_assessment SET tries = tries + 1 WHERE key = :key")
                    .bind("key", key)
                    .execute();
            if (row.tries() + 1 >= TRIES) {
                RiskStore.judge(handle, key, Verdict.BLOCK, "FAILED");
                announce(RiskStore.find(handle, key).orElseThrow());
                return Outcome.refused(Refusal.of("orders.risk_blocked"));
            }
            return Outcome.refused(Refusal.of("orders.risk_wrong_code", "left", TRIES - row.tries() - 1));
        });
    }

    private static boolean same(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static Outcome<Assessment> answered(@Nullable Row row) {
        if (row == null) {
            return Outcome.refused(Refusal.of("orders.risk_unknown"));
        }
        return row.it().verdict() == Verdict.BLOCK
                ? Outcome.refused(Refusal.of("orders.risk_blocked"))
                : Outcome.done(row.it());
    }

    private Outcome<Assessment> pass(Handle handle, Row row) {
        RiskStore.judge(handle, row.it().key(), verdict(row.hits(), true), "PASSED");
        Row passed = RiskStore.find(handle, row.it().key()).orElseThrow();
        announce(passed);
        return Outcome.done(passed.it());
    }

    @Override
    public Outcome<Assessment> confirmSignedIn(String key, CustomerId customer) {
        return database.write(handle -> {
            Row row = RiskStore.lock(handle, key).orElse(null);
            if (row == null || !row.it().challenge().equals("OPEN")) {
                return answered(row);
            }
            return customer.equals(row.customer())
                    ? pass(handle, row)
                    : Outcome.refused(Refusal.of("orders.risk_unknown"));
        });
    }

    @Override
    public Outcome<Assessment> resend(String key, Language language) {
        return database.write(handle -> {
            Row row = RiskStore.lock(handle, key).orElse(null);
            if (row == null || !row.it().challenge().equals("OPEN")) {
                return answered(row);
            }
            if (row.sent() >= MOST_SENT) {
                return Outcome.refused(Refusal.of("orders.risk_sent_enough"));
            }
            send(handle, row, language);
            return Outcome.done(row.it());
        });
    }

    @Override
    public Optional<Refusal> hold(String key) {
        return database.read(handle -> RiskStore.find(handle, key))
                .flatMap(row -> row.it().verdict().hold());
    }

    @Override
    public Optional<Assessment> ofOrder(OrderId order) {
        return database.read(handle -> RiskStore.keyOf(handle, order)
                .flatMap(key -> RiskStore.find(handle, key))
                .map(Row::it));
    }

    @Override
    public List<Link> links(OrderId order) {
        return ofOrder(order)
                .map(known -> database.read(handle -> RiskGraph.links(handle, known.id())))
                .orElse(List.of());
    }

    @Override
    public Outcome<Assessment> decide(OrderId order, boolean good, String actor) {
        return database.write(handle -> {
            Row row = RiskStore.keyOf(handle, order)
                    .flatMap(key -> RiskStore.lock(handle, key))
                    .orElse(null);
            if (row == null) {
                return Outcome.refused(Refusal.of("orders.risk_unknown"));
            }
            if (row.outcome() != null) {
                return Outcome.refused(Refusal.of("orders.risk_decided"));
            }
            desk.decide(handle, row, new RiskDesk.Decision(order, good, actor));
            Row decided = RiskStore.find(handle, row.it().key()).orElseThrow();
            announce(decided);
            return Outcome.done(decided.it());
        });
    }

    @Override
    public List<Rule> rules() {
        return desk.rules();
    }

    @Override
    public Outcome<Rule> change(Rule rule) {
        return desk.change(rule);
    }

    @Override
    public Rates rates(Instant from, Instant to) {
        return desk.rates(from, to);
    }
}
