package yardstick.metrics.release;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A bounded memory of keys: forgets the older half when full. Forgetting costs a duplicate that the store removes. */
final class RecentlySeen {

    private final int half;
    private volatile Set<String> recent = ConcurrentHashMap.newKeySet();
    private volatile Set<String> older = Set.of();

    RecentlySeen(int capacity) {
        this.half = capacity / 2;
    }

    /** True the first time. */
    boolean first(String key) {
        if (recent.contains(key) || older.contains(key)) {
            return false;
        }
        boolean added = recent.add(key);
        if (added && recent.size() >= half) {
            turnOver();
        }
        return added;
    }

    private synchronized void turnOver() {
        if (recent.size() >= half) {
            older = recent;
            recent = ConcurrentHashMap.newKeySet();
        }
    }
}
