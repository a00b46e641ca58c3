package yardstick.catalog.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolarityTest {

    private static final List<String> GOOD = List.of("很好用", "质量不错", "物流快", "works well", "非常满意");
    private static final List<String> BAD = List.of("不好用", "质量太差", "物流慢", "broke at once", "非常失望");

    @Test
    void learnsNegationAndIsRepeatable(@TempDir Path directory) throws IOException {
        Random random = new Random(3);
        StringBuilder csv = new StringBuilder("cat,label,review\n");
        for (int i = 0; i < 1_500; i++) {
            List<String> words = i % 2 == 0 ? GOOD : BAD;
            csv.append("x,").append(i % 2 == 0 ? 1 : 0).append(",\"第").append(i).append("单，");
            csv.append(words.get(random.nextInt(5)))
                    .append("，")
                    .append(words.get(random.nextInt(5)))
                    .append("\"\n");
        }
        Path file = Files.writeString(directory.resolve("reviews.csv"), csv);
        String first = ReviewEvaluation.run(file).replaceAll(",\"seconds\":[0-9.]+", "");
        assertEquals(first, ReviewEvaluation.run(file).replaceAll(",\"seconds\":[0-9.]+", ""));
        assertTrue(Double.parseDouble(first.replaceFirst(".*\"macro_f1\":([0-9.]+).*", "$1")) > 0.98, first);
    }

    @Test
    void aFileWithoutLabelsIsRefused(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("x.csv"), "a,b\n1,2\n");
        assertThrows(IllegalArgumentException.class, () -> ReviewEvaluation.run(file));
    }
}
