package yardstick.kernel.runtime;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings one module's schema up to date. */
public final class Migration {

    private Migration() {}

    public static void run(DataSource dataSource, String schema) {
        // The caller's loader: the web application's migrations are not visible from the modules below it.
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        Flyway.configure(context == null ? Migration.class.getClassLoader() : context)
                .dataSource(dataSource)
                .schemas(schema)
                .defaultSchema(schema)
                .locations("classpath:db/" + schema)
                .table("schema_history")
                .callbackLocations(new String[0])
                .failOnMissingLocations(true)
                .loggers("slf4j")
                .load()
                .migrate();
    }
}
