package yardstick.orders.sql;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.array.SqlArrayTypes;

/** Lets a handle bind lists as PostgreSQL arrays. */
public final class SqlArrays {

    private SqlArrays() {}

    public static Handle on(Handle handle) {
        SqlArrayTypes known = handle.getConfig(SqlArrayTypes.class);
        if (known.findFor(Long.class).isEmpty()) {
            known.register(Long.class, "bigint").register(Integer.class, "int").register(String.class, "text");
        }
        return handle;
    }
}
