package yardstick.kernel;

import java.time.Duration;

/** Background work found and run by the kernel, on one node of a cluster at a time, outside any transaction. */
public interface RecurringTask {

    String name();

    Duration period();

    void run();
}
