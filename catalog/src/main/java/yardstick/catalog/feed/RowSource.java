package yardstick.catalog.feed;

import java.io.Closeable;

/**
 * Records of a file as a stream: at any time only a few of them are in memory. What is wrong with the file as a whole is
 * an {@link IllegalArgumentException} with a readable message.
 */
interface RowSource extends Closeable {

    java.util.List<String> names();

    boolean hasNext();

    Row next();

    /** How much of the file was read, 0 to 1. */
    double share();

    /** SHA-256 of the file; complete once every record was read. */
    String digest();
}
