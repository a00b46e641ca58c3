package yardstick.catalog.feed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Opens a file by what is in it, whatever its name ends in. */
final class Sources {

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int START = 2_048;

    private Sources() {}

    static RowSource open(Path file) throws IOException {
        byte[] start = start(file);
        if (start.length > 3 && start[0] == 'P' && start[1] == 'K') {
            return workbook(file) ? new XlsxSource(file) : new PageSource(file);
        }
        String text =
                new String(start, MarkupText.width(start)).replace("\ufeff", "").stripLeading();
        if (text.startsWith("{") || text.startsWith("[")) {
            return JsonRecords.open(file);
        }
        if (text.startsWith("<")) {
            String markup = text.toLowerCase(Locale.ROOT);
            boolean page = markup.contains("<html") || markup.contains("<!doctype html") || !markup.contains("<?xml");
            boolean feed = markup.contains("<rss") || markup.contains("<feed");
            return page && !feed ? new PageSource(file) : XmlRecords.open(file);
        }
        return CsvSource.open(file);
    }

    private static boolean workbook(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getEntry("xl/workbook.xml") != null;
        } catch (ZipException e) {
            throw new IllegalArgumentException("The archive is damaged: " + e.getMessage(), e);
        }
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = plain(new BufferedInputStream(bytes))) {
            return plain.readNBytes(START);
        }
    }

    /** What is inside, when the bytes are gzip. */
    static InputStream plain(BufferedInputStream bytes) throws IOException {
        bytes.mark(2);
        boolean gzip = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
        bytes.reset();
        return gzip ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    }
}
