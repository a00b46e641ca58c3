package yardstick.catalog.feed;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A CSV file read as a stream: gzip recognised by its first bytes, UTF-8 with or without byte order mark, separator
 * comma, semicolon or tab, whichever the first line has most of.
 */
final class CsvSource implements RowSource {

    private static final int LONGEST_HEADER = 64 * 1024;

    private final FileBytes bytes;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> names;
    private long line = 1;

    private CsvSource(FileBytes bytes, CsvReader<CsvRecord> reader) {
        this.bytes = bytes;
        this.reader = reader;
        this.records = reader.iterator();
        if (!hasNext()) {
            throw new IllegalArgumentException("The file is empty.");
        }
        this.names = next().fields();
    }

    static CsvSource open(Path file) throws IOException {
        FileBytes bytes = FileBytes.open(file);
        try {
            InputStream plain =
                    new BufferedInputStream(Sources.plain(new BufferedInputStream(bytes, 1 << 16)), LONGEST_HEADER);
            BufferedReader text = new BufferedReader(new InputStreamReader(plain, encoding(plain)), 1 << 16);
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

    /** UTF-8, unless the header is only readable as GB 18030, which spreadsheets of Chinese desktops write. */
    private static Charset encoding(InputStream plain) throws IOException {
        plain.mark(LONGEST_HEADER);
        byte[] start = plain.readNBytes(4_096);
        plain.reset();
        int end = 0;
        while (end < start.length && start[end] != '\n') {
            end++;
        }
        Charset chinese = Charset.forName("GB18030");
        return !readable(start, end, StandardCharsets.UTF_8) && readable(start, end, chinese)
                ? chinese
                : StandardCharsets.UTF_8;
    }

    private static boolean readable(byte[] bytes, int length, Charset charset) {
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
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

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public boolean hasNext() {
        try {
            return records.hasNext();
        } catch (CsvParseException e) {
            throw broken(e);
        }
    }

    @Override
    public Row next() {
        try {
            CsvRecord row = records.next();
            line = row.getStartingLineNumber();
            return Row.of(line, row.getFields());
        } catch (CsvParseException e) {
            throw broken(e);
        }
    }

    private IllegalArgumentException broken(CsvParseException e) {
        return new IllegalArgumentException("The file is not valid CSV after line " + line + ": " + e.getMessage(), e);
    }

    @Override
    public double share() {
        return bytes.share();
    }

    @Override
    public String digest() {
        return bytes.digest();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
