package yardstick.kernel;

import javax.sql.DataSource;
import yardstick.kernel.runtime.Migration;

/**
 * A module's PostgreSQL schema, migrated from {@code classpath:db/<name>} with a history table of its own. One bean
 * per module.
 *
 * @param name schema name
 * @param order position in the module graph; lower modules migrate first
 */
public record Schema(String name, int order) {

    /** Brings the schema up to date, outside of {@link Boot}: for tools that run without a server. */
    public void migrate(DataSource database) {
        Migration.run(database, name);
    }
}
