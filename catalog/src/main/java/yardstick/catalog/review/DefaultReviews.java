package yardstick.catalog.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import yardstick.catalog.Pictures;
import yardstick.catalog.ProductId;
import yardstick.catalog.ReviewWritten;
import yardstick.catalog.Reviews;
import yardstick.catalog.SkuId;
import yardstick.catalog.review.Aspects.Mention;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;

/** Keeps reviews with what they mention; who bought the product and sends no links is read at once. */
@ApplicationScoped
public class DefaultReviews implements Reviews {

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_TITLE = 100;
    private static final int SHORTEST = 5;
    private static final int LONGEST = 4_000;

    @Inject
    Database database;

    @Inject
    Announcer announcer;

    @Inject
    Clock clock;

    @Inject
    Pictures pictures;

    DefaultReviews() {}

    /** Outside a container. */
    public DefaultReviews(Database database, Announcer announcer, Clock clock, Pictures pictures) {
        this.pictures = pictures;
        this.database = database;
        this.announcer = announcer;
        this.clock = clock;
    }

    @Override
    public Page page(Language language, ProductId product, Choice choice, int page) {
        return database.read(
                handle -> ReviewQuery.page(handle, new ReviewQuery.Asked(language, product, choice, page)));
    }

    @Override
    public Set<SkuId> skus(ProductId product) {
        return new HashSet<>(database.read(
                handle -> handle.createQuery("SELECT id FROM catalog.sku WHERE product_id IN (" + Posts.FAMILY + ")")
                        .bind("product", product.value())
                        .map((row, context) -> new SkuId(row.getLong(1)))
                        .list()));
    }

    @Override
    public Outcome<State> write(Draft typed, Writer writer) {
        Draft draft = new Draft(
                typed.product(),
                typed.stars(),
                Screening.line(typed.title()),
                Screening.text(typed.text()),
                typed.rewarded(),
                typed.pictures());
        String name = Screening.line(writer.name());
        Optional<Refusal> wrong = wrong(draft, name);
        String key = Posts.key(writer);
        if (wrong.isPresent() || key == null) {
            return Outcome.refused(wrong.orElseGet(() -> Refusal.of("catalog.review_sign_in")));
        }
        String why = Screening.why(name + "\n" + draft.title() + "\n" + draft.text(), writer.bought());
        return switch (ReviewPictures.keep(pictures, draft.pictures())) {
            case Outcome.Refused<List<String>>(Refusal refusal) -> Outcome.refused(refusal);
            case Outcome.Done<List<String>>(List<String> kept) -> {
                String reason = why.isEmpty() && !kept.isEmpty() ? "pictures" : why;
                State state = reason.isEmpty() ? State.PUBLISHED : State.WAITING;
                Outcome<State> written = store(draft, new Line(key, name, writer, state, reason), kept);
                if (written instanceof Outcome.Refused<State>) {
                    pictures.forget(kept);
                }
                yield written;
            }
        };
    }

    private Outcome<State> store(Draft draft, Line line, List<String> kept) {
        return database.write(handle -> {
            if (!Posts.exists(handle, draft.product())) {
                return Outcome.refused(Refusal.of("catalog.review_no_product"));
            }
            Optional<Long> id = insert(handle, draft, line);
            if (id.isEmpty()) {
                return Outcome.refused(Refusal.of("catalog.review_once"));
            }
            mention(handle, id.get(), draft.text());
            ReviewPictures.insert(handle, id.get(), kept);
            announcer.announce(new ReviewWritten(
                    id.get(), draft.product(), draft.stars(), line.writer().bought(), clock.instant()));
            return Outcome.done(line.state());
        });
    }

    private static Optional<Refusal> wrong(Draft draft, String name) {
        if (draft.stars() < 1 || draft.stars() > 5) {
            return Optional.of(Refusal.of("catalog.review_stars"));
        }
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return Optional.of(Refusal.of("catalog.review_name", "most", LONGEST_NAME));
        }
        if (draft.title().length() > LONGEST_TITLE || draft.text().length() > LONGEST) {
            return Optional.of(Refusal.of("catalog.review_long", "most", LONGEST));
        }
        return draft.text().length() < SHORTEST
                ? Optional.of(Refusal.of("catalog.review_short", "least", SHORTEST))
                : Optional.empty();
    }

    private record Line(String key, String name, Writer writer, State state, String why) {}

    private Optional<Long> insert(Handle handle, Draft draft, Line line) {
        return handle.createQuery("""
                        INSERT INTO catalog.review (product_id, writer, name, language, stars, title, body, verified,
                            rewarded, state, why, written_at)
                        VALUES (:product, :writer, :name, :language, :stars, :title, :body, :verified, :rewarded,
                            :state, :why, :now)
                        ON CONFLICT (product_id, writer) DO NOTHING RETURNING id""")
                .bind("product", draft.product().value())
                .bind("writer", line.key())
                .bind("name", line.name())
                .bind("language", Screening.language(draft.text()).code())
                .bind("stars", draft.stars())
                .bind("title", draft.title())
                .bind("body", draft.text())
                .bind("verified", line.writer().bought())
                .bind("rewarded", draft.rewarded())
                .bind("state", line.state().name())
                .bind("why", line.why())
                .bind("now", clock.instant())
                .mapTo(Long.class)
                .findOne();
    }

    /** An aspect that one clause praises and blames is not counted twice for the clause. */
    private static void mention(Handle handle, long review, String text) {
        List<Mention> mentions = Aspects.of(text);
        if (mentions.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch("""
                INSERT INTO catalog.review_mention (review_id, aspect, favourable, starts, ends)
                VALUES (:review, :aspect, :favourable, :starts, :ends) ON CONFLICT DO NOTHING""");
        for (Mention mention : mentions) {
            batch.bind("review", review)
                    .bind("aspect", mention.aspect().code())
                    .bind("favourable", mention.favourable())
                    .bind("starts", mention.from())
                    .bind("ends", mention.to())
                    .add();
        }
        batch.execute();
    }

    @Override
    public Outcome<Integer> helpful(long review, long customer) {
        return database.write(handle -> {
            boolean open = handle.createQuery("""
                            SELECT writer <> 'c:' || :customer FROM catalog.review
                            WHERE id = :review AND state = 'PUBLISHED' FOR UPDATE""")
                    .bind("review", review)
                    .bind("customer", customer)
                    .mapTo(Boolean.class)
                    .findOne()
                    .orElse(false);
            if (!open) {
                return Outcome.refused(Refusal.of("catalog.review_no_vote"));
            }
            int gone = handle.createUpdate(
                            "DELETE FROM catalog.review_vote WHERE review_id = :review AND voter = :customer")
                    .bind("review", review)
                    .bind("customer", customer)
                    .execute();
            if (gone == 0) {
                handle.createUpdate("INSERT INTO catalog.review_vote VALUES (:review, :customer)")
                        .bind("review", review)
                        .bind("customer", customer)
                        .execute();
            }
            return Outcome.done(handle.createQuery(
                            "UPDATE catalog.review SET helpful = helpful + :by WHERE id = :review RETURNING helpful")
                    .bind("review", review)
                    .bind("by", gone == 0 ? 1 : -1)
                    .mapTo(Integer.class)
                    .one());
        });
    }
}
