package yardstick.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import yardstick.kernel.Outcome;

/** What customers wrote, as staff decide on it. */
public interface ReviewDesk {

    /** What a post is. */
    enum Kind {
        REVIEW,
        QUESTION,
        ANSWER
    }

    /**
     * Something a customer wrote.
     *
     * @param about the question an answer belongs to, or empty
     * @param why it waits or was refused: {@code not_bought}, {@code link}, {@code contact}, {@code pictures}, {@code staff} or empty
     * @param answered a review has the shop's reply, a question an answer
     */
    record Post(
            Kind kind,
            long id,
            String slug,
            String product,
            String name,
            int stars,
            String title,
            String text,
            String about,
            boolean verified,
            boolean rewarded,
            Reviews.State state,
            String why,
            String reply,
            boolean answered,
            Instant at,
            List<String> pictures) {}

    /** @param before id of the last post of the page before, or 0; the list is the newest first */
    List<Post> posts(Kind kind, Reviews.State state, long before, int limit);

    Map<Kind, Map<Reviews.State, Long>> counts();

    Outcome<Boolean> publish(Kind kind, long id, String who);

    /** Out of sight; it can be published again. */
    Outcome<Boolean> reject(Kind kind, long id, String who);

    /** The shop's public reply to a review; an empty one takes it back. */
    Outcome<Boolean> reply(long review, String text, String who);

    /** The shop's answer to a question, which is published by it. */
    Outcome<Boolean> answer(long question, String text, String who);
}
