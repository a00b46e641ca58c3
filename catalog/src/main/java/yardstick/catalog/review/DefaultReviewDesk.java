package yardstick.catalog.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yardstick.catalog.ReviewDesk;
import yardstick.catalog.Reviews.State;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;

/** Reviews, questions and answers are decided on by one conditional update each. */
@ApplicationScoped
public class DefaultReviewDesk implements ReviewDesk {

    private static final int LONGEST_REPLY = 2_000;
    private static final int LONGEST_ANSWER = 1_000;

    @Inject
    Database database;

    @Inject
    Clock clock;

    DefaultReviewDesk() {}

    /** Outside a container. */
    public DefaultReviewDesk(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private static String table(Kind kind) {
        return kind == Kind.REVIEW ? "catalog.review" : "catalog.question";
    }

    /** What tells answers from questions; reviews have no such column. */
    private static String only(Kind kind) {
        return switch (kind) {
            case REVIEW -> "";
            case QUESTION -> " AND x.parent_id IS NULL";
            case ANSWER -> " AND x.parent_id IS NOT NULL";
        };
    }

    private static String columns(Kind kind) {
        return switch (kind) {
            case REVIEW ->
                "x.stars, x.title, '' AS about, x.rewarded, x.reply, x.reply IS NOT NULL AS answered, "
                        + ReviewPictures.PATHS.replace("<review>", "x");
            case QUESTION -> """
                    0 AS stars, '' AS title, '' AS about, false AS rewarded, NULL AS reply,
                    EXISTS (SELECT FROM catalog.question a WHERE a.parent_id = x.id) AS answered,
                    CAST(NULL AS text[]) AS pictures""";
            case ANSWER -> """
                    0 AS stars, '' AS title, (SELECT q.body FROM catalog.question q WHERE q.id = x.parent_id) AS about,
                    false AS rewarded, NULL AS reply, false AS answered, CAST(NULL AS text[]) AS pictures""";
        };
    }

    @Override
    public List<Post> posts(Kind kind, State state, long before, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT x.id, p.slug, p.title_en AS product, x.name, x.body, x.verified, x.state, x.why,
                               x.written_at, <columns>
                        FROM <table> x JOIN catalog.product p ON p.id = x.product_id
                        WHERE x.state = :state AND (:before = 0 OR x.id < :before) <only>
                        ORDER BY x.id DESC LIMIT :limit""")
                .define("columns", columns(kind))
                .define("table", table(kind))
                .define("only", only(kind))
                .bind("state", state.name())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> post(kind, row))
                .list());
    }

    private static Post post(Kind kind, ResultSet row) throws SQLException {
        String reply = row.getString("reply");
        return new Post(
                kind,
                row.getLong("id"),
                row.getString("slug"),
                row.getString("product"),
                row.getString("name"),
                row.getInt("stars"),
                row.getString("title"),
                row.getString("body"),
                row.getString("about"),
                row.getBoolean("verified"),
                row.getBoolean("rewarded"),
                State.valueOf(row.getString("state")),
                row.getString("why"),
                reply == null ? "" : reply,
                row.getBoolean("answered"),
                row.getTimestamp("written_at").toInstant(),
                ReviewPictures.paths(row));
    }

    @Override
    public Map<Kind, Map<State, Long>> counts() {
        Map<Kind, Map<State, Long>> counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(kind, new EnumMap<>(State.class));
        }
        database.read(handle -> {
            handle.createQuery("""
                            SELECT 'REVIEW' AS kind, state, count(*) FROM catalog.review GROUP BY 1, 2
                            UNION ALL SELECT CASE WHEN parent_id IS NULL THEN 'QUESTION' ELSE 'ANSWER' END, state, count(*)
                            FROM catalog.question GROUP BY 1, 2""")
                    .map((row, context) -> Map.entry(
                            Kind.valueOf(row.getString(1)), Map.entry(State.valueOf(row.getString(2)), row.getLong(3))))
                    .forEach(entry -> counts.computeIfAbsent(entry.getKey(), kind -> new EnumMap<>(State.class))
                            .put(entry.getValue().getKey(), entry.getValue().getValue()));
            return counts;
        });
        return counts;
    }

    @Override
    public Outcome<Boolean> publish(Kind kind, long id, String who) {
        return decide(kind, id, State.PUBLISHED, who);
    }

    @Override
    public Outcome<Boolean> reject(Kind kind, long id, String who) {
        return decide(kind, id, State.REJECTED, who);
    }

    private Outcome<Boolean> decide(Kind kind, long id, State state, String who) {
        int rows = database.write(handle -> handle.createUpdate("""
                        UPDATE <table> x SET state = :state, decided_at = :now, decided_by = :who,
                            why = CASE WHEN :state = 'REJECTED' AND why = '' THEN 'staff' ELSE why END
                        WHERE id = :id AND state <> :state <only>""")
                .define("table", table(kind))
                .define("only", only(kind))
                .bind("state", state.name())
                .bind("now", clock.instant())
                .bind("who", who)
                .bind("id", id)
                .execute());
        return rows == 1 ? Outcome.done(true) : Outcome.refused(Refusal.of("catalog.review_decided"));
    }

    @Override
    public Outcome<Boolean> reply(long review, String typed, String who) {
        String text = Screening.text(typed);
        if (text.length() > LONGEST_REPLY) {
            return Outcome.refused(Refusal.of("catalog.review_long", "most", LONGEST_REPLY));
        }
        int rows = database.write(handle -> handle.createUpdate("""
                        UPDATE catalog.review SET reply = nullif(:text, ''), replied_at = :now,
                            decided_by = coalesce(decided_by, :who)
                        WHERE id = :id AND state <> 'REJECTED'""")
                .bind("text", text)
                .bind("now", clock.instant())
                .bind("who", who)
                .bind("id", review)
                .execute());
        return rows == 1 ? Outcome.done(true) : Outcome.refused(Refusal.of("catalog.review_decided"));
    }

    @Override
    public Outcome<Boolean> answer(long question, String typed, String who) {
        String text = Screening.text(typed);
        if (text.length() < 2 || text.length() > LONGEST_ANSWER) {
            return Outcome.refused(Refusal.of("catalog.question_length", "most", LONGEST_ANSWER));
        }
        return database.write(handle -> {
            int asked = publishQuestion(handle, question, who);
            return asked == 0
                    ? Outcome.refused(Refusal.of("catalog.question_gone"))
                    : Outcome.done(insert(handle, question, text, who));
        });
    }

    private int publishQuestion(Handle handle, long question, String who) {
        return handle.createUpdate("""
                        UPDATE catalog.question SET state = 'PUBLISHED',
                            decided_at = CASE WHEN state = 'PUBLISHED' THEN decided_at ELSE :now END,
                            decided_by = CASE WHEN state = 'PUBLISHED' THEN decided_by ELSE :who END
                        WHERE id = :id AND parent_id IS NULL AND state <> 'REJECTED'""")
                .bind("now", clock.instant())
                .bind("who", who)
                .bind("id", question)
                .execute();
    }

    private boolean insert(Handle handle, long question, String text, String who) {
        return handle.createUpdate("""
                        INSERT INTO catalog.question (product_id, parent_id, writer, name, body, verified, staff, state,
                            why, written_at, decided_at, decided_by)
                        SELECT product_id, id, 's:' || :who, '-', :text, false, true, 'PUBLISHED', '', :now, :now, :who
                        FROM catalog.question WHERE id = :id""")
                        .bind("who", who)
                        .bind("text", text)
                        .bind("now", clock.instant())
                        .bind("id", question)
                        .execute()
                == 1;
    }
}
