package yardstick.kernel.runtime;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.array.SqlArrayTypes;

/** Lists that every module may bind as PostgreSQL arrays. */
public final class ArrayTypes {

    private ArrayTypes() {}

    /** Once per Jdbi: doing it per handle copies the handle's whole configuration. */
    public static void register(Jdbi jdbi) {
        jdbi.getConfig(SqlArrayTypes.class)
                .register(Long.class, "bigint")
                .register(Integer.class, "int")
                .register(String.class, "text");
    }
}
