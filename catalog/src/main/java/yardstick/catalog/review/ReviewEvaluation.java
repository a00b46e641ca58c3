package yardstick.catalog.review;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import yardstick.catalog.review.Polarity.Example;

/** Learns polarity from four fifths of labelled reviews and scores it on the rest, split by a hash of the text. */
public final class ReviewEvaluation {

    private static final Set<String> LABELS = Set.of("label", "polarity", "sentiment", "class", "rating", "stars");
    private static final Set<String> TEXTS = Set.of("review", "text", "comment", "content", "评论", "sentence");

    private ReviewEvaluation() {}

    private record Labelled(Example example, boolean held) {}

    private record Reviews(List<Labelled> all, Keywords keywords) {}

    /** @return one JSON object */
    public static String run(Path file) throws IOException {
        long began = System.nanoTime();
        Reviews reviews = read(file);
        List<Labelled> all = reviews.all();
        Polarity model = Polarity.train(
                all.stream().filter(each -> !each.held()).map(Labelled::example).toList());
        long[] hits = new long[2];
        long[] found = new long[2];
        long[] real = new long[2];
        for (Labelled each : all) {
            if (each.held()) {
                int said = model.good(each.example().grams()) >= 0.5 ? 1 : 0;
                int is = each.example().good() ? 1 : 0;
                found[said]++;
                real[is]++;
                hits[is] += said == is ? 1 : 0;
            }
        }
        double bad = f1(hits[0], found[0], real[0]);
        double good = f1(hits[1], found[1], real[1]);
        long held = real[0] + real[1];
        return String.format(
                Locale.ROOT,
                "{\"reviews\":%d,\"train\":%d,\"test\":%d,\"split\":\"crc32(text) mod 5 = 0\",\"macro_f1\":%.4f,"
                        + "\"f1_favourable\":%.4f,\"f1_unfavourable\":%.4f,\"accuracy\":%.4f,\"seconds\":%.1f,\"keywords\":%s}",
                all.size(),
                all.size() - held,
                held,
                (bad + good) / 2,
                good,
                bad,
                held == 0 ? 0 : (double) (hits[0] + hits[1]) / held,
                (System.nanoTime() - began) / 1e9,
                reviews.keywords().json());
    }

    private static double f1(long hits, long found, long real) {
        return found + real == 0 ? 0 : 2.0 * hits / (found + real);
    }

    private static Reviews read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                BufferedReader text = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
                CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
            Iterator<CsvRecord> rows = reader.iterator();
            if (!rows.hasNext()) {
                throw new IllegalArgumentException(file.getFileName() + " is empty.");
            }
            List<String> header = rows.next().getFields();
            int label = column(header, LABELS);
            int content = column(header, TEXTS);
            List<Labelled> all = new ArrayList<>();
            Keywords keywords = new Keywords();
            while (rows.hasNext()) {
                CsvRecord row = rows.next();
                String review =
                        content < row.getFieldCount() ? row.getField(content).strip() : "";
                String value = label < row.getFieldCount() ? row.getField(label).strip() : "";
                if (!review.isEmpty() && value.matches("-?\\d(\\.0)?")) {
                    boolean good = Double.parseDouble(value) > (Double.parseDouble(value) > 1 ? 3 : 0);
                    all.add(new Labelled(new Example(Grams.of(review), good), held(review)));
                    keywords.add("line " + row.getStartingLineNumber(), review);
                }
            }
            return new Reviews(all, keywords);
        }
    }

    private static boolean held(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue() % 5 == 0;
    }

    private static int column(List<String> header, Set<String> names) {
        for (int i = 0; i < header.size(); i++) {
            if (names.contains(header.get(i).replace("\ufeff", "").strip().toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        throw new IllegalArgumentException("the file has no column named one of " + names + ".");
    }
}
