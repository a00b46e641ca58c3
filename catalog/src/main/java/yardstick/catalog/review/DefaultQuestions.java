package yardstick.catalog.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductId;
import yardstick.catalog.Questions;
import yardstick.catalog.Reviews.State;
import yardstick.catalog.Reviews.Writer;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;

/** Questions of a product; a text without links and contacts is read at once. */
@ApplicationScoped
public class DefaultQuestions implements Questions {

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST = 1_000;
    private static final int A_DAY = 10;

    @Inject
    Database database;

    @Inject
    Clock clock;

    DefaultQuestions() {}

    /** Outside a container. */
    public DefaultQuestions(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<Question> of(ProductId product, int limit) {
        return database.read(handle -> {
            Map<Long, Question> questions = new LinkedHashMap<>();
            handle.createQuery("""
                            WITH asked AS (
                                SELECT q.*, EXISTS (SELECT FROM catalog.question a WHERE a.parent_id = q.id
                                                    AND a.state = 'PUBLISHED') AS answered
                                FROM catalog.question q WHERE q.parent_id IS NULL AND q.state = 'PUBLISHED'
                                  AND q.product_id IN (<family>)
                                ORDER BY answered DESC, q.id DESC LIMIT :limit)
                            SELECT q.id AS question, q.name AS asker, q.body AS asked, q.written_at AS asked_at, a.*
                            FROM asked q LEFT JOIN catalog.question a ON a.parent_id = q.id AND a.state = 'PUBLISHED'
                            ORDER BY q.answered DESC, q.id DESC, a.staff DESC, a.id""")
                    .define("family", Posts.FAMILY)
                    .bind("product", product.value())
                    .bind("limit", limit)
                    .map((row, context) -> {
                        Question question = question(row);
                        Question known = questions.computeIfAbsent(question.id(), unused -> question);
                        Answer answer = answer(row);
                        return answer == null || known.answers().add(answer);
                    })
                    .list();
            return List.copyOf(questions.values());
        });
    }

    private static Question question(ResultSet row) throws SQLException {
        return new Question(
                row.getLong("question"),
                row.getString("asker"),
                row.getString("asked"),
                row.getTimestamp("asked_at").toInstant(),
                new ArrayList<>());
    }

    private static @Nullable Answer answer(ResultSet row) throws SQLException {
        return row.getObject("id") == null
                ? null
                : new Answer(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("body"),
                        row.getBoolean("verified"),
                        row.getBoolean("staff"),
                        row.getTimestamp("written_at").toInstant());
    }

    @Override
    public Outcome<State> ask(ProductId product, String text, Writer writer) {
        return database.write(handle -> Posts.exists(handle, product)
                ? post(handle, new Post(product.value(), null, text, writer))
                : Outcome.refused(Refusal.of("catalog.review_no_product")));
    }

    @Override
    public Outcome<State> answer(long question, String text, Writer writer) {
        if (!writer.bought()) {
            return Outcome.refused(Refusal.of("catalog.question_buyers"));
        }
        return database.write(handle -> {
            Optional<Long> product = handle.createQuery("""
                            SELECT product_id FROM catalog.question
                            WHERE id = :id AND parent_id IS NULL AND state = 'PUBLISHED'""")
                    .bind("id", question)
                    .mapTo(Long.class)
                    .findOne();
            return product.isEmpty()
                    ? Outcome.refused(Refusal.of("catalog.question_gone"))
                    : post(handle, new Post(product.get(), question, text, writer));
        });
    }

    private record Post(long product, @Nullable Long parent, String text, Writer writer) {}

    private Outcome<State> post(Handle handle, Post post) {
        String key = Posts.key(post.writer());
        String name = Screening.line(post.writer().name());
        String text = Screening.text(post.text());
        if (key == null) {
            return Outcome.refused(Refusal.of("catalog.review_sign_in"));
        }
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return Outcome.refused(Refusal.of("catalog.review_name", "most", LONGEST_NAME));
        }
        if (text.length() < 2 || text.length() > LONGEST) {
            return Outcome.refused(Refusal.of("catalog.question_length", "most", LONGEST));
        }
        if (today(handle, key) >= A_DAY) {
            return Outcome.refused(Refusal.of("catalog.question_enough"));
        }
        String why = Screening.why(name + "\n" + text, true);
        State state = why.isEmpty() ? State.PUBLISHED : State.WAITING;
        handle.createUpdate("""
                        INSERT INTO catalog.question (product_id, parent_id, writer, name, body, verified, staff,
                            state, why, written_at)
                        VALUES (:product, :parent, :writer, :name, :body, :verified, false, :state, :why, :now)""")
                .bind("product", post.product())
                .bind("parent", post.parent())
                .bind("writer", key)
                .bind("name", name)
                .bind("body", text)
                .bind("verified", post.writer().bought())
                .bind("state", state.name())
                .bind("why", why)
                .bind("now", clock.instant())
                .execute();
        return Outcome.done(state);
    }

    private long today(Handle handle, String key) {
        return handle.createQuery(
                        "SELECT count(*) FROM catalog.question WHERE writer = :writer AND written_at > :since")
                .bind("writer", key)
                .bind("since", clock.instant().minusSeconds(86_400))
                .mapTo(Long.class)
                .one();
    }
}
