package yardstick.orders.history;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A CSV file in UTF-8, with or without gzip; which of the two is told by the first two bytes, not by the name. */
record HistoryFile(Path path) {

    private static final int BUFFER = 1 << 16;

    CsvReader<CsvRecord> open() throws IOException {
        return CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .detectBomHeader(true)
                .ofCsvRecord(bytes(), StandardCharsets.UTF_8);
    }

    /** Lines after the header; a cheap look ahead for the progress bar, exact unless a field contains a line break. */
    long lines() throws IOException {
        long lines = 0;
        byte last = '\n';
        byte[] buffer = new byte[BUFFER];
        try (InputStream stream = bytes()) {
            for (int read = stream.read(buffer); read > 0; read = stream.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
                last = buffer[read - 1];
            }
        }
        return Math.max(0, lines - (last == '\n' ? 1 : 0));
    }

    private InputStream bytes() throws IOException {
        BufferedInputStream stream = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        stream.mark(2);
        boolean gzip = stream.read() == 0x1f && stream.read() == 0x8b;
        stream.reset();
        return gzip ? new GZIPInputStream(stream, BUFFER) : stream;
    }
}
