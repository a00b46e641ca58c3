package yardstick.catalog;

import java.time.Instant;
import java.util.List;
import yardstick.kernel.Outcome;

/** What people ask about a product, and what buyers and the shop answer. */
public interface Questions {

    /** @param staff the shop itself speaks */
    record Answer(long id, String name, String text, boolean verified, boolean staff, Instant at) {}

    /** A published question with its published answers, the shop's first. */
    record Question(long id, String name, String text, Instant at, List<Answer> answers) {}

    /** Answered ones first, then the newest. */
    List<Question> of(ProductId product, int limit);

    /** Refused with {@code catalog.question_…}. */
    Outcome<Reviews.State> ask(ProductId product, String text, Reviews.Writer writer);

    /** Only who bought the product answers beside the shop. */
    Outcome<Reviews.State> answer(long question, String text, Reviews.Writer writer);
}
