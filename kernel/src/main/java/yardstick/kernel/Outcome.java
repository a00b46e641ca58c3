package yardstick.kernel;

import java.util.function.Function;

/** The result of a command that may be refused for a reason the caller can show. */
public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    default <R> Outcome<R> map(Function<T, R> mapping) {
        return switch (this) {
            case Done<T>(T value) -> done(mapping.apply(value));
            case Refused<T>(Refusal refusal) -> refused(refusal);
        };
    }
}
