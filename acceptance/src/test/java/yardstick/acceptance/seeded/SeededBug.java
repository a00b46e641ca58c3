package yardstick.acceptance.seeded;

import java.util.List;
import java.util.stream.Stream;

/**
 * A bug that real shops have had, as a change of one or more places of one source file.
 *
 * @param file its name, or {@code .java} for any
 * @param caughtBy class and method of the test that must fail, {@code yardstick.orders.RaceTest#method}
 */
record SeededBug(String name, String module, String file, List<Change> changes, String caughtBy) {

    /** @param from text that stands exactly once in the file; any white space matches any other */
    record Change(String from, String to) {}

    static SeededBug in(String module, String file) {
        return new SeededBug("", module, file, List.of(), "");
    }

    SeededBug named(String bug) {
        return new SeededBug(bug, module, file, changes, caughtBy);
    }

    SeededBug change(String before, String after) {
        List<Change> more = Stream.concat(changes.stream(), Stream.of(new Change(before, after)))
                .toList();
        return new SeededBug(name, module, file, more, caughtBy);
    }

    SeededBug caughtBy(String test) {
        return new SeededBug(name, module, file, changes, test);
    }

    String method() {
        return caughtBy.substring(caughtBy.indexOf('#') + 1);
    }

    @Override
    public String toString() {
        return name;
    }
}
