package yardstick.catalog;

import java.io.IOException;
import yardstick.catalog.extract.PageExtraction;

/** Reads product records out of pages without a shop. */
public final class Extraction {

    private Extraction() {}

    /**
     * @param place a file, a directory, a zip archive or an http(s) address
     * @return one JSON object; every value with source, rule and confidence
     * @throws IllegalArgumentException with a readable message for what is refused: an inner address, a bomb, a page that
     *     robots.txt forbids
     */
    public static String json(String place) throws IOException {
        return PageExtraction.json(place);
    }
}
