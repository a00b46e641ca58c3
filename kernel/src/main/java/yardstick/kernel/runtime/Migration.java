package yardstick.kernel.runtime;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings one module's schema up to date. */
public final class Migration {

    private Migration() {}

    public static void run(DataSource dataSource, String schema) {
        Flyway.configure(Migration.class.getClassLoader())
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
