package yardstick.orders.payment;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
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

    /** Pseudo-observations that keep few payments from deciding: nine of ten succeed. */
    private static final double PRIOR_PAID = 45;

    private static final double PRIOR_ALL = 50;

    /** Channels that differ by less than a twentieth stay in the shop's own order. */
    private static final int STEPS = 20;

    private final Database database;
    private final Clock clock;
    private final ConcurrentLinkedQueue<Ended> ended = new ConcurrentLinkedQueue<>();
    private final AtomicLong writtenAt = new AtomicLong();
    private volatile @Nullable Seen seen;

    ChannelRecord(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Ended(String channel, String operation, String outcome, long millis) {}

    private record Seen(long at, Map<String, Standing> standings) {}

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
            int basisPoints) {}

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

    /** By channel; those nobody used lately are missing. At most three seconds old. */
    Map<String, Standing> standings() {
        Seen known = seen;
        long now = clock.millis();
        if (known == null || now - known.at() > FRESH.toMillis()) {
            known = new Seen(now, now());
            seen = known;
        }
        return known.standings();
    }

    /** As {@link #standings()}, with everything up to this moment. */
    Map<String, Standing> now() {
        write();
        Map<String, Standing> standings = new LinkedHashMap<>();
        database.read(handle -> handle.createQuery(STANDINGS)
                        .map((row, context) -> new Standing(
                                row.getString("channel"),
                                row.getInt("calls"),
                                row.getInt("failed"),
                                row.getBoolean("down"),
                                row.getLong("millis"),
                                row.getLong("attempts"),
                                row.getLong("paid"),
                                row.getLong("open"),
                                row.getInt("basis_points")))
                        .list())
                .forEach(standing -> standings.put(standing.channel(), standing));
        return standings;
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

    private static final String STANDINGS = """
            WITH latest AS (
                SELECT channel, outcome, millis, at, row_number() OVER (PARTITION BY channel ORDER BY id DESC) AS nth
                FROM orders.channel_call WHERE at > now() - interval '5 minutes'),
            calls AS (
                SELECT channel, count(*) AS calls, count(*) FILTER (WHERE outcome <> 'OK') AS failed,
                       max(at) FILTER (WHERE outcome = 'OK') AS last_ok,
                       max(at) FILTER (WHERE outcome <> 'OK') AS last_failed, avg(millis)::bigint AS millis
                FROM latest WHERE nth <= 20 GROUP BY channel),
            attempts AS (
                SELECT channel, count(*) FILTER (WHERE state NOT IN ('CREATED', 'UNKNOWN', 'AUTHORISED', 'VOIDED')) AS attempts,
                       count(*) FILTER (WHERE state IN ('CAPTURED', 'REFUNDED')) AS paid,
                       count(*) FILTER (WHERE state IN ('CREATED', 'UNKNOWN', 'AUTHORISED')) AS open
                FROM orders.payment_attempt WHERE created_at > now() - interval '24 hours' AND channel <> 'gift-card'
                GROUP BY channel)
            SELECT channel, coalesce(calls, 0) AS calls, coalesce(failed, 0) AS failed,
                   coalesce(failed >= 3 AND failed * 2 >= calls AND (last_ok IS NULL OR last_ok < last_failed), false) AS down,
                   coalesce(millis, 0) AS millis, coalesce(attempts, 0) AS attempts, coalesce(paid, 0) AS paid,
                   coalesce(open, 0) AS open, coalesce(basis_points, 0) AS basis_points
            FROM calls FULL JOIN attempts USING (channel) FULL JOIN orders.channel_cost USING (channel)
            ORDER BY channel""";
}
