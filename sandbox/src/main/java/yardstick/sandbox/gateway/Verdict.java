package yardstick.sandbox.gateway;

import org.jspecify.annotations.Nullable;

/** What the gateway says to a command. */
sealed interface Verdict {

    record Accepted(Change change) implements Verdict {}

    /** Nothing to do: it is as asked already. */
    record Unchanged(Payment payment) implements Verdict {}

    record Refused(String error, @Nullable Payment payment) implements Verdict {}
}
