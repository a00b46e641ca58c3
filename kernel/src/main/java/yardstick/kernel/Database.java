package yardstick.kernel;

import org.jdbi.v3.core.Handle;

/**
 * SQL on the shop's PostgreSQL. Every call joins the transaction of the calling thread when there is one; JPA
 * entity managers of the same thread are part of it.
 */
public interface Database {

    /** Work on a connection that returns a value. */
    @FunctionalInterface
    interface Query<T> {
        T run(Handle handle);
    }

    /** Work on a connection. */
    @FunctionalInterface
    interface Statement {
        void run(Handle handle);
    }

    /** Reads; opens no transaction of its own. */
    <T> T read(Query<T> query);

    /**
     * Runs in the current transaction, or in a new one that commits when the work returns and rolls back when it
     * throws.
     */
    <T> T write(Query<T> work);

    default void execute(Statement work) {
        write(handle -> {
            work.run(handle);
            return true;
        });
    }

    /** Runs the action once the current transaction has committed, or at once when there is none. */
    void afterCommit(Runnable action);
}
