package yardstick.catalog.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Two records and whether they are the same item. */
record LabelledPair(ItemRecord left, ItemRecord right, boolean same) {

    /** Lines of {@code LEFT <TAB> RIGHT <TAB> 0|1}, as they are or gzip-compressed. */
    static List<LabelledPair> read(Path file) throws IOException {
        List<LabelledPair> pairs = new ArrayList<>();
        try (InputStream bytes = open(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            for (int number = 1; line != null; number++, line = reader.readLine()) {
                String[] parts = line.split("\t", -1);
                if (line.isBlank()) {
                    continue;
                }
                if (parts.length != 3 || !parts[2].strip().matches("[01]")) {
                    throw new IllegalArgumentException(
                            "line " + number + " of " + file.getFileName() + " is not LEFT <TAB> RIGHT <TAB> 0 or 1.");
                }
                pairs.add(new LabelledPair(
                        ItemRecord.parse(parts[0]),
                        ItemRecord.parse(parts[1]),
                        parts[2].strip().equals("1")));
            }
        }
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException(file.getFileName() + " has no pairs.");
        }
        return pairs;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }
}
