package yardstick.catalog.feed;

import java.util.List;

/**
 * One record of a source.
 *
 * @param line where it stands, from 1
 * @param fields in the order of the source's columns; as many as there are columns, unless the source is broken
 * @param rules JSON of column name to rule and confidence for values that were read out of pages; empty otherwise
 */
record Row(long line, List<String> fields, String rules) {

    static Row of(long line, List<String> fields) {
        return new Row(line, fields, "");
    }
}
