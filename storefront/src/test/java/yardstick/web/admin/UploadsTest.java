package yardstick.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.kernel.Outcome;

class UploadsTest {

    @TempDir
    Path directory;

    private Outcome<Path> keep(int size, String name) {
        return new Uploads(directory, 1000).keep(new ByteArrayInputStream(new byte[size]), name);
    }

    @Test
    void keepsUnderAHarmlessName() {
        Path kept = assertInstanceOf(Outcome.Done.class, keep(10, "../../etc/a b.csv.gz"))
                        instanceof Outcome.Done<?>(Path path)
                ? path
                : Path.of("");
        assertEquals(directory, kept.getParent());
        assertTrue(kept.getFileName().toString().endsWith("-a_b.csv.gz"), kept.toString());
        assertEquals("upload.csv", Uploads.safe("..."));
        assertEquals("目录.csv", Uploads.safe("C:\\data\\目录.csv"));
    }

    @Test
    void leavesNothingOfWhatItRefuses() throws IOException {
        assertInstanceOf(Outcome.Refused.class, keep(0, "empty.csv"));
        assertInstanceOf(Outcome.Refused.class, keep(1001, "large.csv"));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
    }
}
