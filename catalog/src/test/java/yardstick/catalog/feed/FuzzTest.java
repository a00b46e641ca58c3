package yardstick.catalog.feed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short run of what {@code ./yardstick fuzz} does at length. */
class FuzzTest {

    private static final int CASES = 500;

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "xml", "html", "zip", "xlsx", "image"})
    void onlyRefusals(String parser) throws IOException {
        String result = new Fuzzer(parser, 42).run(CASES);
        assertTrue(result.contains("\"failures\":0"), result);
    }
}
