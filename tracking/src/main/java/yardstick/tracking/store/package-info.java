/** The event store: durable segments, sealed into day-partitioned Parquet, queried in process by DuckDB. */
@NullMarked
package yardstick.tracking.store;

import org.jspecify.annotations.NullMarked;
