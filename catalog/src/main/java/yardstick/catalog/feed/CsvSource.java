package yardstick.catalog.feed;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * A CSV file read as a stream: gzip recognised by its first bytes, UTF-8 with or without byte order mark, separator
 * comma, semicolon or tab, whichever the first line has most of.
 */
final class CsvSource implements Closeable {

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int LONGEST_HEADER = 64 * 1024;

    private final DigestInputStream bytes;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final Header header;

    private CsvSource(DigestInputStream bytes, CsvReader<CsvRecord> reader) {
        this.bytes = bytes;
        this.reader = reader;
        this.records = reader.iterator();
        if (!records.hasNext()) {
            throw new IllegalArgumentException("The file is empty.");
        }
        this.header = Header.of(records.next().getFields());
    }

    static CsvSource open(Path file) throws IOException {
        DigestInputStream bytes = new DigestInputStream(Files.newInputStream(file), sha256());
        try {
            BufferedReader text =
                    new BufferedReader(new InputStreamReader(plain(bytes), StandardCharsets.UTF_8), 1 << 16);
            text.mark(LONGEST_HEADER);
            if (text.read() != '\ufeff') {
                text.reset();
            }
            text.mark(LONGEST_HEADER);
            char separator = separator(text);
            text.reset();
            return new CsvSource(
                    bytes,
                    CsvReader.builder()
                            .fieldSeparator(separator)
                            .skipEmptyLines(true)
                            .extraFieldStrategy(de.siegmar.fastcsv.reader.FieldMismatchStrategy.IGNORE)
                            .missingFieldStrategy(de.siegmar.fastcsv.reader.FieldMismatchStrategy.IGNORE)
                            .ofCsvRecord(text));
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream plain(InputStream bytes) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(bytes, 1 << 16);
        buffered.mark(2);
        boolean gzip = buffered.read() == GZIP_FIRST && buffered.read() == GZIP_SECOND;
        buffered.reset();
        return gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    private static char separator(BufferedReader text) throws IOException {
        int[] counts = new int[3];
        String candidates = ",;\t";
        boolean quoted = false;
        for (int i = 0; i < LONGEST_HEADER - 1; i++) {
            int c = text.read();
            if (c < 0 || (!quoted && (c == '\n' || c == '\r'))) {
                break;
            }
            quoted = (c == '"') != quoted;
            int candidate = quoted ? -1 : candidates.indexOf(c);
            if (candidate >= 0) {
                counts[candidate]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return candidates.charAt(best);
    }

    Header header() {
        return header;
    }

    CloseableIterator<CsvRecord> records() {
        return records;
    }

    /** Digest of the file's bytes; complete once every record was read. */
    String digest() {
        return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
