/** Throughput of the shop beside a bare page on the same server and database; run by {@code acceptance/benchmark}. */
@NullMarked
package yardstick.acceptance.benchmark;

import org.jspecify.annotations.NullMarked;
