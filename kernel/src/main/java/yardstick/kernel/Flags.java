package yardstick.kernel;

/**
 * Evaluates release flags: deterministic, sticky by {@link Subject#unit()}, no I/O on the request path. Implemented by
 * the metrics module; every other module knows only this interface.
 */
public interface Flags {

    /** The variant key for this subject; does not count as an exposure. */
    String variant(Flag flag, Subject subject);

    /**
     * The variant key, and a note that the subject now meets it: logged once per visitor and release, and only for
     * subjects with a visitor (consent).
     */
    String expose(Flag flag, Subject subject);
}
