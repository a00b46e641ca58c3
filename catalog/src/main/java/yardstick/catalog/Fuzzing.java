package yardstick.catalog;

import java.io.IOException;
import java.util.List;
import yardstick.catalog.feed.Fuzzer;

/** Feeds the readers of files with what nobody would write. */
public final class Fuzzing {

    private Fuzzing() {}

    /** Names of the readers. */
    public static List<String> parsers() {
        return Fuzzer.parsers();
    }

    /**
     * Mutates files of one kind and reads them. A refusal is fine; any other exception, and any case that takes longer
     * than a second, is counted and its bytes are kept.
     *
     * @return one JSON object: cases, refused, failures, slowest milliseconds
     */
    public static String run(String parser, long cases, long seed) throws IOException {
        return new Fuzzer(parser, seed).run(cases);
    }
}
