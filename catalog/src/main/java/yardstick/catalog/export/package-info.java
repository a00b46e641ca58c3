/** The catalogue out as files: CSV, XLSX and JSON, written as streams. */
@NullMarked
package yardstick.catalog.export;

import org.jspecify.annotations.NullMarked;
