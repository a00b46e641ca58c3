package yardstick.kernel;

/**
 * A module's PostgreSQL schema, migrated from {@code classpath:db/<name>} with a history table of its own. One bean
 * per module.
 *
 * @param name schema name
 * @param order position in the module graph; lower modules migrate first
 */
public record Schema(String name, int order) {}
