package yardstick.catalog.feed;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The first sheet of an Office Open XML workbook (ECMA-376, part 1, chapter 18); shared texts wait on the disk. */
final class XlsxSource implements RowSource {

    private static final int MOST_COLUMNS = 500;
    private static final int HIGHEST_RATIO = 200;
    private static final long SMALL = 32L << 20;
    private static final String WORKBOOK = "xl/workbook.xml";

    private final ZipFile zip;
    private final Spool texts;
    private final Counted sheet;
    private final XMLStreamReader xml;
    private final FileBytes bytes;
    private final List<String> names;
    private @Nullable Row next;
    private long line;

    /** Bytes of an entry as they unpack, with a bound on how far they do. */
    private static final class Counted extends FilterInputStream {
        private final ZipEntry entry;
        private long read;

        Counted(ZipFile zip, ZipEntry entry) throws IOException {
            super(new BufferedInputStream(zip.getInputStream(entry), 1 << 16));
            this.entry = entry;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int count = super.read(target, from, length);
            read += Math.max(0, count);
            if (read > SMALL && read / Math.max(1, entry.getCompressedSize()) > HIGHEST_RATIO) {
                throw new IllegalArgumentException("The workbook unpacks to far more than a catalogue needs.");
            }
            return count;
        }

        double share() {
            return entry.getSize() <= 0 ? 1 : Math.min(1, (double) read / entry.getSize());
        }
    }

    XlsxSource(Path file) throws IOException {
        zip = new ZipFile(file.toFile());
        texts = new Spool();
        bytes = FileBytes.open(file);
        try {
            readTexts();
            sheet = new Counted(zip, entry(firstSheet()));
            xml = Markup.reader(sheet);
            Row header = read(0);
            while (header != null && header.fields().stream().allMatch(String::isBlank)) {
                header = read(0);
            }
            if (header == null) {
                throw new IllegalArgumentException("The file is empty.");
            }
            names = header.fields();
            advance();
        } catch (XMLStreamException e) {
            closeQuietly();
            throw Markup.broken(e);
        } catch (IOException | RuntimeException e) {
            closeQuietly();
            throw e;
        }
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IllegalArgumentException("The workbook has no part " + name + ".");
        }
        return entry;
    }

    private String firstSheet() throws IOException, XMLStreamException {
        String id = "";
        try (InputStream in = new Counted(zip, entry(WORKBOOK))) {
            XMLStreamReader workbook = Markup.reader(in);
            while (workbook.hasNext() && id.isEmpty()) {
                if (Markup.next(workbook) == XMLStreamConstants.START_ELEMENT
                        && workbook.getLocalName().equals("sheet")) {
                    id = attribute(workbook, "id");
                }
            }
        }
        return targets().getOrDefault(id, "xl/worksheets/sheet1.xml");
    }

    private Map<String, String> targets() throws IOException, XMLStreamException {
        Map<String, String> targets = new HashMap<>();
        ZipEntry relations = zip.getEntry("xl/_rels/workbook.xml.rels");
        if (relations != null) {
            try (InputStream in = new Counted(zip, relations)) {
                XMLStreamReader part = Markup.reader(in);
                while (part.hasNext()) {
                    if (Markup.next(part) == XMLStreamConstants.START_ELEMENT
                            && part.getLocalName().equals("Relationship")) {
                        String target = attribute(part, "Target");
                        targets.put(
                                attribute(part, "Id"), target.startsWith("/") ? target.substring(1) : "xl/" + target);
                    }
                }
            }
        }
        return targets;
    }

    private static String attribute(XMLStreamReader part, String name) {
        for (int i = 0; i < part.getAttributeCount(); i++) {
            if (part.getAttributeLocalName(i).equals(name)) {
                return part.getAttributeValue(i);
            }
        }
        return "";
    }

    private void readTexts() throws IOException, XMLStreamException {
        ZipEntry shared = zip.getEntry("xl/sharedStrings.xml");
        if (shared != null) {
            try (InputStream in = new Counted(zip, shared)) {
                XMLStreamReader part = Markup.reader(in);
                while (part.hasNext()) {
                    if (Markup.next(part) == XMLStreamConstants.START_ELEMENT
                            && part.getLocalName().equals("si")) {
                        texts.add(text(part, "si"));
                    }
                }
            }
        }
        texts.finish();
    }

    /** All {@code t} inside the element that the reader stands on; phonetic hints are left out. */
    private static String text(XMLStreamReader part, String element) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int hints = 0;
        boolean inside = false;
        while (part.hasNext()) {
            int event = Markup.next(part);
            if (event == XMLStreamConstants.START_ELEMENT) {
                hints += part.getLocalName().equals("rPh") ? 1 : 0;
                inside = part.getLocalName().equals("t");
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                inside = false;
                hints -= part.getLocalName().equals("rPh") ? 1 : 0;
                if (part.getLocalName().equals(element)) {
                    break;
                }
            } else if (inside && hints == 0 && part.isCharacters()) {
                Markup.append(text, part);
            }
        }
        return text.toString();
    }

    /** The next row of the sheet, or null; {@code width} 0 takes as many columns as there are. */
    private @Nullable Row read(int width) throws XMLStreamException {
        List<String> fields = null;
        while (xml.hasNext()) {
            int event = Markup.next(xml);
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("row")) {
                fields = new ArrayList<>();
                line = number(attribute(xml, "r"), line + 1);
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("c")
                    && fields != null) {
                int column = column(attribute(xml, "r"), fields.size());
                while (column < MOST_COLUMNS && fields.size() < column) {
                    fields.add("");
                }
                String value = cell(attribute(xml, "t"));
                if (column < MOST_COLUMNS && (width == 0 || column < width)) {
                    fields.add(value);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("row")
                    && fields != null) {
                while (fields.size() < width) {
                    fields.add("");
                }
                return Row.of(line, List.copyOf(fields));
            }
        }
        return null;
    }

    private static long number(String text, long otherwise) {
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : otherwise;
    }

    /** {@code BC12} is column 54, counted from 0. */
    private static int column(String reference, int otherwise) {
        int column = 0;
        int letters = 0;
        while (letters < reference.length() && letters < 4 && Character.isUpperCase(reference.charAt(letters))) {
            column = column * 26 + reference.charAt(letters) - 'A' + 1;
            letters++;
        }
        return letters == 0 ? otherwise : column - 1;
    }

    private String cell(String type) throws XMLStreamException {
        StringBuilder value = new StringBuilder();
        boolean inside = false;
        while (xml.hasNext()) {
            int event = Markup.next(xml);
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("is")) {
                    value.append(text(xml, "is"));
                }
                inside = xml.getLocalName().equals("v");
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                inside = false;
                if (xml.getLocalName().equals("c")) {
                    break;
                }
            } else if (inside && xml.isCharacters()) {
                Markup.append(value, xml);
            }
        }
        return switch (type) {
            case "s" -> texts.get((int) number(value.toString().strip(), -1));
            case "str", "inlineStr", "e" -> value.toString();
            case "b" -> value.toString().equals("1") ? "true" : "false";
            default -> plain(value.toString());
        };
    }

    /** Numbers as people write them: {@code 5.0123E+12} is 5012300000000, and 0.1 is not 0.10000000000000001. */
    private static String plain(String number) {
        if (!number.matches("-?\\d{1,20}(\\.\\d{1,25})?([eE][+-]?\\d{1,2})?")) {
            return number;
        }
        BigDecimal value = number.length() > 16 || number.indexOf('E') > 0
                ? new BigDecimal(number).round(new java.math.MathContext(15))
                : new BigDecimal(number);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private void advance() {
        try {
            do {
                next = read(names.size());
            } while (next != null && next.fields().stream().allMatch(String::isBlank));
        } catch (XMLStreamException e) {
            throw Markup.broken(e);
        }
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Row next() {
        Row row = java.util.Objects.requireNonNull(next);
        advance();
        return row;
    }

    @Override
    public double share() {
        return sheet.share();
    }

    @Override
    public String digest() {
        try {
            bytes.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.digest();
    }

    private void closeQuietly() throws IOException {
        texts.close();
        bytes.close();
        zip.close();
    }

    @Override
    public void close() throws IOException {
        closeQuietly();
    }
}
