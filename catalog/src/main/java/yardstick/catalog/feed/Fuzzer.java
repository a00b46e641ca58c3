package yardstick.catalog.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import yardstick.catalog.export.Workbook;
import yardstick.catalog.media.ImageHeader;

/**
 * Mutated files for each reader: flipped, cut, repeated and spliced bytes and words of the format. Cases that behave in a
 * new way (another kind of refusal, another number of rows) become seeds of later ones.
 */
public final class Fuzzer {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int LARGEST = 20_000;
    private static final int MOST_SEEDS = 500;
    private static final long SLOW_NANOS = 1_000_000_000L;
    private static final Map<String, String> TEXTS = Map.of(
            "csv",
            "sku,title,price\nA1,\"Tea, green\",19.80\nA2,\"a \"\"b\"\"\",1\n",
            "json",
            "[{\"sku\":\"A1\",\"price\":1.5e3,\"attributes\":{\"a\":[1,\"\\u00e9\",null]}},{\"sku\":\"A2\"}]",
            "xml",
            "<?xml version=\"1.0\"?><rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel><item><g:id>A1</g:id>"
                    + "<g:price>1 CNY</g:price><![CDATA[x]]><g:product_detail><g:attribute_name>a</g:attribute_name>"
                    + "</g:product_detail></item></channel></rss>",
            "html",
            "<html><head><meta property=\"og:title\" content=\"Tea\"><script type=\"application/ld+json\">{\"@type\":"
                    + "\"Product\",\"name\":\"Tea\",\"offers\":{\"price\":\"1\"}}</script></head><body><h1>Tea</h1><div"
                    + " itemscope itemtype=\"http://schema.org/Product\"><span itemprop=\"name\">Tea</span></div><table>"
                    + "<tr><th>Weight</th><td>500 g</td></tr></table><dl><dt>a</dt><dd>b</dd></dl></body></html>");
    private static final String[] WORDS = {
        "\"",
        "'",
        ",",
        ";",
        "\n",
        "\r\n",
        "\t",
        "{",
        "}",
        "[",
        "]",
        ":",
        "<",
        ">",
        "</",
        "/>",
        "<!--",
        "<!DOCTYPE x [",
        "<!ENTITY a \"b\">",
        "&a;",
        "&#0;",
        "&#x110000;",
        "<![CDATA[",
        "]]>",
        "\u0000",
        "\ufeff",
        "\ud800",
        "1e999999999",
        "-0",
        "null",
        "NaN",
        "itemref=\"x\"",
        "itemprop",
        "typeof=\"Product\"",
        "@graph",
        "9".repeat(400),
        "PK\u0003\u0004"
    };

    private final String parser;
    private final SplittableRandom random;
    private final List<byte[]> seeds = new ArrayList<>();
    private final Map<String, Long> behaviours = new TreeMap<>();
    private final Path file;
    private long refused;
    private long failures;
    private long slowest;

    public Fuzzer(String parser, long seed) throws IOException {
        if (!parsers().contains(parser)) {
            throw new IllegalArgumentException("There is no reader " + parser + ": " + String.join(", ", parsers()));
        }
        this.parser = parser;
        this.random = new SplittableRandom(seed);
        this.file = Files.createTempFile("fuzz", "." + parser);
        if (parser.equals("image")) {
            seeds.addAll(FuzzedPictures.seeds());
            return;
        }
        seeds.add(
                switch (parser) {
                    case "zip" -> archive();
                    case "xlsx" -> workbook();
                    default -> TEXTS.getOrDefault(parser, "").getBytes(StandardCharsets.UTF_8);
                });
    }

    public static List<String> parsers() {
        return List.of("csv", "json", "xml", "html", "zip", "xlsx", "image");
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a/b.html"));
            zip.write(TEXTS.getOrDefault("html", "").getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("c.htm"));
            zip.write("<h1>x</h1>".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes)) {
            workbook.row(List.of("sku", "title", "price"));
            workbook.row(List.of("A1", "Tea", 19.8));
        }
        return bytes.toByteArray();
    }

    public String run(long cases) throws IOException {
        try {
            for (long i = 0; i < cases; i++) {
                one(mutated(seeds.get(random.nextInt(seeds.size()))));
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return String.format(
                Locale.ROOT,
                "{\"parser\":\"%s\",\"cases\":%d,\"refused\":%d,\"behaviours\":%d,\"failures\":%d,\"slowest_ms\":%.1f,"
                        + "\"heap_mb\":%d}",
                parser,
                cases,
                refused,
                behaviours.size(),
                failures,
                slowest / 1e6,
                Runtime.getRuntime().totalMemory() >> 20);
    }

    private void one(byte[] bytes) throws IOException {
        long began = CPU.getCurrentThreadCpuTime();
        String behaviour;
        try {
            behaviour = "rows " + read(bytes);
        } catch (IllegalArgumentException | IOException | UncheckedIOException e) {
            refused++;
            String message = String.valueOf(e.getMessage()).replaceAll("\\d+", "9");
            behaviour = message.length() > 60 ? message.substring(0, 60) : message;
        } catch (RuntimeException | StackOverflowError e) {
            failures++;
            behaviour = "failure " + e.getClass().getName();
            keep(bytes, e);
        }
        long took = CPU.getCurrentThreadCpuTime() - began;
        slowest = Math.max(slowest, took);
        if (took > SLOW_NANOS) {
            failures++;
            keep(bytes, new IllegalStateException("took " + took / 1_000_000 + " ms"));
        }
        if (behaviours.merge(behaviour, 1L, Long::sum) == 1 && seeds.size() < MOST_SEEDS) {
            seeds.add(bytes);
        }
    }

    private long read(byte[] bytes) throws IOException {
        if (parser.equals("image")) {
            return ImageHeader.read(bytes).kind().ordinal();
        }
        Files.write(file, bytes);
        long rows = 0;
        try (RowSource source = switch (parser) {
            case "csv" -> CsvSource.open(file);
            case "json" -> JsonRecords.open(file);
            case "xml" -> XmlRecords.open(file);
            case "xlsx" -> new XlsxSource(file);
            default -> new PageSource(file);
        }) {
            while (source.hasNext()) {
                rows += source.next().fields().size();
            }
        }
        return rows;
    }

    private static void keep(byte[] bytes, Throwable failure) throws IOException {
        Path kept = Files.write(Files.createTempFile("fuzz-failure", ".bin"), bytes);
        System.getLogger(Fuzzer.class.getName()).log(System.Logger.Level.ERROR, "kept as " + kept, failure);
    }

    private byte[] mutated(byte[] seed) {
        byte[] bytes = seed.clone();
        int steps = 1 + random.nextInt(6);
        for (int i = 0; i < steps; i++) {
            bytes = step(bytes);
        }
        return bytes.length > LARGEST ? java.util.Arrays.copyOf(bytes, LARGEST) : bytes;
    }

    private byte[] step(byte[] bytes) {
        if (bytes.length == 0) {
            return word();
        }
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(40));
        return switch (random.nextInt(6)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 1 -> join(bytes, at, new byte[0], end);
            case 2 -> join(bytes, at, word(), at);
            case 3 -> join(bytes, at, repeated(java.util.Arrays.copyOfRange(bytes, at, end)), end);
            case 4 -> {
                byte[] other = seeds.get(random.nextInt(seeds.size()));
                int from = other.length == 0 ? 0 : random.nextInt(other.length);
                yield join(bytes, at, java.util.Arrays.copyOfRange(other, from, other.length), bytes.length);
            }
            default -> {
                bytes[at] = (byte) random.nextInt(256);
                yield bytes;
            }
        };
    }

    private byte[] repeated(byte[] part) {
        int times = 1 + random.nextInt(20);
        byte[] all = new byte[part.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(part, 0, all, i * part.length, part.length);
        }
        return all;
    }

    private byte[] word() {
        return WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[] bytes, int start, byte[] middle, int end) {
        byte[] joined = new byte[start + middle.length + bytes.length - end];
        System.arraycopy(bytes, 0, joined, 0, start);
        System.arraycopy(middle, 0, joined, start, middle.length);
        System.arraycopy(bytes, end, joined, start + middle.length, bytes.length - end);
        return joined;
    }
}
