package yardstick.catalog.match;

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

class MatchTest {

    private static final List<String> KINDS = List.of("kettle", "mug", "lamp", "chair", "bottle", "knife");
    private static final List<String> MAKERS = List.of("alba", "norwind", "kiln", "hearth", "vale");

    private static String left(int item, Random random) {
        return "COL title VAL " + MAKERS.get(item % 5) + " " + KINDS.get(item % 6) + " model " + (char) ('a' + item % 7)
                + "x" + item * 37 + " COL price VAL " + (20 + item + random.nextInt(3));
    }

    private static String right(int item, Random random) {
        return "COL title VAL " + KINDS.get(item % 6) + " " + (char) ('a' + item % 7) + "x-" + item * 37 + " by "
                + MAKERS.get(item % 5) + (random.nextBoolean() ? " new" : "") + " COL price VAL "
                + (20 + item + random.nextInt(3));
    }

    /** Items with model codes; every third pair is the same item. */
    private static Path pairs(Path file, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 240; i++) {
            int item = random.nextInt(300);
            boolean same = i % 3 == 0;
            int other = same ? item : (item + 30 * (1 + random.nextInt(4))) % 300;
            lines.append(left(item, random))
                    .append('\t')
                    .append(right(other, random))
                    .append('\t')
                    .append(same ? 1 : 0)
                    .append('\n');
        }
        return Files.writeString(file, lines);
    }

    @Test
    void learnsPlantedItemsAndAlwaysAnswersTheSame(@TempDir Path directory) throws IOException {
        Path train = pairs(directory.resolve("train"), 1);
        Path valid = pairs(directory.resolve("valid"), 2);
        Path test = pairs(directory.resolve("test"), 3);
        String first = MatchEvaluation.run(train, valid, test).replaceAll(",\"(cpu_)?seconds\":[0-9.]+", "");
        String second = MatchEvaluation.run(train, valid, test).replaceAll(",\"(cpu_)?seconds\":[0-9.]+", "");
        assertEquals(first, second);
        double f1 = Double.parseDouble(first.replaceFirst(".*\"f1\":([0-9.]+).*", "$1"));
        assertTrue(f1 > 0.95, first);
        assertTrue(first.contains("\"test_positives\":80"), first);
    }

    @Test
    void possessivesAreWrittenInManyWays() {
        for (String way : List.of("Richard's", "Richard 's", "Richard_s", "Richard’s", "Richards")) {
            assertEquals(List.of("poor", "richards", "ale"), Tokens.of("Poor " + way + " Ale"), way);
        }
        assertEquals(List.of("usb", "s", "plug"), Tokens.of("USB S plug"));
    }

    /** Some feeds put the maker into the title, others do not: what is left without him names the item. */
    @Test
    void theCoreOfATitleIsWhatTheOtherFieldsDoNotSay() {
        Prepared lengthy = Prepared.of(ItemRecord.parse("COL title VAL Alba Oat Cookie COL brand VAL Alba Foods"));
        Prepared plain = Prepared.of(ItemRecord.parse("COL title VAL Oat Cookie COL brand VAL Alba"));
        Prepared only = Prepared.of(ItemRecord.parse("COL title VAL Alba COL brand VAL Alba"));
        assertEquals(plain.core(), lengthy.core());
        assertEquals(List.of("alba"), only.core());
    }

    @Test
    void aFileOfAnotherFormIsRefused(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("x"), "COL a VAL b\tCOL a VAL c\n");
        assertThrows(IllegalArgumentException.class, () -> LabelledPair.read(file));
    }

    @Test
    void daysAndTimesAndMoneyAreNumbers() {
        assertEquals(Quantity.of("18-May-15"), Quantity.of("May 18 , 2015"));
        assertEquals(214, Quantity.of("3:34").orElseThrow());
        assertEquals(1.29, Quantity.of("$ 1.29").orElseThrow());
        assertEquals(8.1, Quantity.of("8.10 %").orElseThrow(), 1e-9);
        assertTrue(Quantity.of("version 2").isEmpty());
    }
}
