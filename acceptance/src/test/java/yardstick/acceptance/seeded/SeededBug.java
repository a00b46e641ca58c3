package yardstick.acceptance.seeded;

import java.util.List;
import java.util.stream.Stream;

/**
 * A bug that real shops have had, as a change of one or more places of one source file.
 *
 * @param file its name, or {@code .java} for any
 * @param caughtBy class and method of the test that must fail, {@code yardstick.orders.RaceTest#method}
 * @param drill arguments of the drill that must fail with it, or empty
 */
record SeededBug(String name, String module, String file, List<Change> changes, String caughtBy, String drill) {

    /** @param from text that stands exactly once in the file; any white space matches any other */
    record Change(String from, String to) {}

    static SeededBug in(String module, String file) {
        return new SeededBug("", module, file, List.of(), "", "");
    }

    SeededBug named(String bug) {
        return new SeededBug(bug, module, file, changes, caughtBy, drill);
    }

    SeededBug change(String before, String after) {
        List<Change> more = Stream.concat(changes.stream(), Stream.of(new Change(before, after)))
                .toList();
        return new SeededBug(name, module, file, more, caughtBy, drill);
    }

    SeededBug caughtBy(String test) {
        return new SeededBug(name, module, file, changes, test, drill);
    }

    SeededBug alsoBy(String arguments) {
        return new SeededBug(name, module, file, changes, caughtBy, arguments);
    }

    String method() {
        return caughtBy.substring(caughtBy.indexOf('#') + 1);
    }

    @Override
    public String toString() {
        return name;
    }
}
