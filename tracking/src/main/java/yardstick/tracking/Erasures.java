package yardstick.tracking;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import yardstick.kernel.PersonalData.Person;

/** Answers people who want a copy of what is kept about them, or to be forgotten, over all modules. */
public interface Erasures {

    /**
     * What was done, as proof; it holds no personal data.
     *
     * @param subject keyed to nothing: a digest by which the same person can be found again by who knows the pseudonym
     * @param before rows by place before, {@code after} as found by a second look afterwards
     */
    record Proof(long id, String subject, String actor, Instant at, Map<String, Long> before, Map<String, Long> after) {

        public boolean complete() {
            return after.isEmpty();
        }
    }

    /** Rows by place that an erasure would remove or strip. */
    Map<String, Long> preview(Person person);

    /** The rows by place. */
    Map<String, List<Map<String, Object>>> copy(Person person);

    /** The same as one JSON document, to hand out. */
    String copyAsJson(Person person);

    /** Erases in every module, looks again, and keeps the proof. */
    Proof erase(Person person, String actor);

    /** The latest first, at most 100. */
    List<Proof> proofs();
}
