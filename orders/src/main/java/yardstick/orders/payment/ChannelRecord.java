package yardstick.orders.payment;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.orders.spi.PaymentChannel.Answer;

/**
 * How the channels did lately. Calls are counted as they end and written about once a second, off the books: a crash
 * loses a second of statistics and no money. A channel is down when most of its last calls got no definitive answer
 * and none since; the calls of the sweeper find out when it is back, and after five silent minutes it is tried again.
 */
final class ChannelRecord {

    private static final Duration WRITTEN_EVERY = Duration.ofSeconds(1);
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final Duration FINISHED_FRESH = Duration.ofMinutes(1);

    /** Pseudo-observations that keep few payments from deciding: nine of ten succeed. Five declines in a row move nothing. */
    private static final double PRIOR_PAID = 225;

    private static final double PRIOR_ALL = 250;

    /** Channels that differ by less than a twentieth stay in the shop's own order. */
    private static final int STEPS = 20;

    private final Database database;
    private final Clock clock;
    private final ConcurrentLinkedQueue<Ended> ended = new ConcurrentLinkedQueue<>();
    private final AtomicLong writtenAt = new AtomicLong();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile @Nullable Seen seen;

    ChannelRecord(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Ended(String channel, String operation, String outcome, long millis) {}

    private record Seen(long at, long finishedAt, Map<String, Standing> standings, Map<String, Finished> finished) {}

    private record Calls(String channel, int calls, int failed, boolean down, long millis, int basisPoints) {}

    /** Attempts of the last 24 hours. */
    private record Finished(long attempts, long paid, long open) {

        static final Finished NONE = new Finished(0, 0, 0);
    }

    /**
     * A channel over its last 20 calls within five minutes and its attempts of 24 hours.
     *
     * @param failed calls without a definitive answer
     * @param attempts finished ones; {@code paid} of them brought money
     */
    record Standing(
            String channel,
            int calls,
            int failed,
            boolean down,
            long millis,
            long attempts,
            long paid,
            long open,
            int basisPoints) {

        private static Standing of(Calls calls, Finished finished) {
            return new Standing(
                    calls.channel(),
                    calls.calls(),
                    calls.failed(),
                    calls.down(),
                    calls.millis(),
                    finished.attempts(),
                    finished.paid(),
                    finished.open(),
                    calls.basisPoints());
        }
    }

    /** Runs the call and counts how it ended. */
    Answer counted(Attempt attempt, String operation, Supplier<Answer> call) {
        long began = System.nanoTime();
        Answer answer = call.get();
        if (answer instanceof Answer.Missing) {
            // Says nothing of whether the channel takes payments: its beginning may fail again and again.
            return answer;
        }
        String outcome = switch (answer) {
            case Answer.Unknown _ -> "UNKNOWN";
            case Answer.Rejected _ -> "REJECTED";
            default -> "OK";
        };
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        ended.add(new Ended(attempt.channel(), operation, outcome, millis));
        long last = writtenAt.get();
        long now = clock.millis();
        if (now - last >= WRITTEN_EVERY.toMillis() && writtenAt.compareAndSet(last, now)) {
            write();
        }
        return answer;
    }

    private void write() {
        List<Ended> batch = new ArrayList<>();
        for (Ended each = ended.poll(); each != null; each = ended.poll()) {
            batch.add(each);
        }
        if (!batch.isEmpty()) {
            database.execute(handle -> insert(handle, batch));
        }
    }

    private static void insert(Handle handle, List<Ended> calls) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO orders.channel_call (channel, operation, outcome, millis)
                VALUES (:channel, :operation, :outcome, :millis)""");
        calls.forEach(call -> batch.bind("channel", call.channel())
                .bind("operation", call.operation())
                .bind("outcome", call.outcome())
                .bind("millis", call.millis())
                .add());
        batch.execute();
    }

    /**
     * By channel. Calls are at most three seconds old, attempts a minute; one thread looks again while the others go on
     * with what is known.
     */
    Map<String, Standing> standings() {
        Seen known = seen;
        if (known == null) {
            known = look(Map.of());
            seen = known;
        } else if (clock.millis() - known.at() > FRESH.toMillis() && looking.compareAndSet(false, true)) {
            try {
                known = look(
                        clock.millis() - known.finishedAt() > FINISHED_FRESH.toMillis() ? Map.of() : known.finished());
                seen = known;
            } finally {
                looking.set(false);
            }
        }
        return known.standings();
    }

    /** As {@link #standings()}, with everything up to this moment. */
    Map<String, Standing> now() {
        write();
        return look(Map.of()).standings();
    }

    /** @param known of the attempts; none to count them anew */
    private Seen look(Map<String, Finished> known) {
        long now = clock.millis();
        Seen before = seen;
        boolean again = known.isEmpty() || before == null;
        Map<String, Finished> finished = again ? database.read(ChannelRecord::finished) : known;
        Map<String, Standing> standings = new LinkedHashMap<>();
        for (Calls calls : database.read(handle -> calls(handle, finished.keySet()))) {
            Finished attempts = finished.getOrDefault(calls.channel(), Finished.NONE);
            standings.put(calls.channel(), Standing.of(calls, attempts));
        }
        return new Seen(now, again || before == null ? now : before.finishedAt(), standings, finished);
    }

    private static Map<String, Finished> finished(Handle handle) {
        Map<String, Finished> finished = new HashMap<>();
        handle.createQuery(FINISHED)
                .map((row, context) ->
                        Map.entry(row.getString(1), new Finished(row.getLong(2), row.getLong(3), row.getLong(4))))
                .forEach(entry -> finished.put(entry.getKey(), entry.getValue()));
        return finished;
    }

    private static List<Calls> calls(Handle handle, Set<String> channels) {
        return handle.createQuery(CALLS)
                .bindByType("channels", channels.toArray(String[]::new), String[].class)
                .map((row, context) -> new Calls(
                        row.getString("channel"),
                        row.getInt("calls"),
                        row.getInt("failed"),
                        row.getBoolean("down"),
                        row.getLong("millis"),
                        row.getInt("basis_points")))
                .list();
    }

    /**
     * What an attempt on the channel is worth, in twentieths: the chance that it pays, less what it costs. Unknown
     * channels are average.
     */
    static long worth(@Nullable Standing standing) {
        if (standing == null) {
            return Math.round(STEPS * PRIOR_PAID / PRIOR_ALL);
        }
        double success = (standing.paid() + PRIOR_PAID) / (standing.attempts() + PRIOR_ALL);
        return Math.round(STEPS * success * (1 - standing.basisPoints() / 10_000.0));
    }

    private static final String FINISHED = """
            SELECT channel, count(*) FILTER (WHERE state NOT IN ('CREATED', 'UNKNOWN', 'AUTHORISED', 'VOIDED')),
                   count(*) FILTER (WHERE state IN ('CAPTURED', 'REFUNDED')),
                   count(*) FILTER (WHERE state IN ('CREATED', 'UNKNOWN', 'AUTHORISED'))
            FROM orders.payment_attempt WHERE created_at > now() - interval '24 hours' AND channel <> 'gift-card'
            GROUP BY channel""";

    private static final String CALLS = """
            WITH known AS (SELECT channel FROM orders.channel_cost UNION SELECT unnest(:channels)),
            calls AS (
                SELECT channel, count(*) AS calls, count(*) FILTER (WHERE outcome <> 'OK') AS failed,
                       max(at) FILTER (WHERE outcome = 'OK') AS last_ok,
                       max(at) FILTER (WHERE outcome <> 'OK') AS last_failed, avg(millis)::bigint AS millis
                FROM known CROSS JOIN LATERAL (
                    SELECT outcome, millis, at FROM orders.channel_call c
                    WHERE c.channel = known.channel ORDER BY id DESC LIMIT 20) latest
                WHERE at > now() - interval '5 minutes' GROUP BY channel)
            SELECT channel, coalesce(calls, 0) AS calls, coalesce(failed, 0) AS failed,
                   coalesce(failed >= 3 AND failed * 2 >= calls AND (last_ok IS NULL OR last_ok < last_failed)
                            AND last_failed > now() - interval '1 minute', false) AS down,
                   coalesce(millis, 0) AS millis, coalesce(basis_points, 0) AS basis_points
            FROM known LEFT JOIN calls USING (channel) LEFT JOIN orders.channel_cost USING (channel)
            ORDER BY channel""";
}
