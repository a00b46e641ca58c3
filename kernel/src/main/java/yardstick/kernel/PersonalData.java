package yardstick.kernel;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a module keeps about a person. Every module with columns marked {@code personal} has one; together they answer a
 * person who asks for a copy, or to be forgotten.
 */
public interface PersonalData {

    /**
     * Somebody by what is known: the pseudonym of a browser, the number of a customer, or both.
     *
     * @param visitors browsers that are the same person's, as the places said before anything was erased
     * @param emails addresses likewise, in lower case
     */
    record Person(@Nullable String visitor, @Nullable Long customer, Set<String> visitors, Set<String> emails) {

        public Person(@Nullable String visitor, @Nullable Long customer) {
            this(visitor, customer, Set.of(), Set.of());
        }

        /** Known by these, too. */
        public Person and(Person other) {
            return new Person(visitor, customer, union(visitors, other.visitors), union(emails, other.emails));
        }

        private static Set<String> union(Set<String> one, Set<String> other) {
            Set<String> all = new TreeSet<>(one);
            all.addAll(other);
            return Set.copyOf(all);
        }
    }

    /**
     * The person with the browsers and addresses that this place knows besides. All places are asked before the first one
     * erases, so that the second look finds what the erasure left in any of them.
     */
    default Person known(Person person) {
        return person;
    }

    /** Rows by place, for example {@code tracking.events -> 17}; places without any are left out. */
    Map<String, Long> held(Person person);

    /** The rows themselves by place, at most 10,000 of each. */
    Map<String, List<Map<String, Object>>> copy(Person person);

    /** Removes the rows, or what in them points to the person; {@link #held} is empty afterwards. Repeatable. */
    void erase(Person person);
}
