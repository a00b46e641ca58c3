package yardstick.kernel;

/**
 * Tells the other modules that something happened. Observers run synchronously in the caller's transaction.
 * In the container this is the CDI event bus.
 */
public interface Announcer {

    /** @param event a past-tense record of ids and values */
    void announce(Object event);
}
