package yardstick.kernel;

/** Start-up and shutdown of the server side, called once by the web application. */
public interface Boot {

    /**
     * Migrates every {@link Schema}, announces {@link Started} and starts the background tasks.
     *
     * @param application schema of the web application, whose beans the modules below cannot see
     */
    void start(Schema application);

    void stop();

    /** True once {@link #start()} has finished. */
    boolean started();

    /** Announced after migration, before the first request: the place to load demo data or open an index. */
    record Started() {}
}
