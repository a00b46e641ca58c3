package yardstick.kernel;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a module keeps about a person. Every module with columns marked {@code personal} has one; together they answer a
 * person who asks for a copy, or to be forgotten.
 */
public interface PersonalData {

    /** Somebody by what is known: the pseudonym of a browser, the number of a customer, or both. */
    record Person(@Nullable String visitor, @Nullable Long customer) {}

    /** Rows by place, for example {@code tracking.events -> 17}; places without any are left out. */
    Map<String, Long> held(Person person);

    /** The rows themselves by place, at most 10,000 of each. */
    Map<String, List<Map<String, Object>>> copy(Person person);

    /** Removes the rows, or what in them points to the person; {@link #held} is empty afterwards. Repeatable. */
    void erase(Person person);
}
