package yardstick.metrics.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysisTest {

    @TempDir
    Path folder;

    private Path csv(String text) throws IOException {
        return Files.writeString(folder.resolve("data.csv"), text);
    }

    /** The number after the n-th mention of a name. */
    private static double number(String json, String name, int mention) {
        Matcher matcher = Pattern.compile("\"" + name + "\":(-?[0-9.Ee+-]+)").matcher(json);
        for (int i = 0; i < mention; i++) {
            assertTrue(matcher.find(), name + " in " + json);
        }
        return Double.parseDouble(matcher.group(1));
    }

    /** Control 1, 2, 3 and treatment 4, 6, 8: difference 4, error sqrt(1/3 + 4/3). Unit x changes arms and is in none. */
    @Test
    void abByHand() throws IOException {
        Path data = csv("""
                id,arm,y,d
                a,c,1,1
                b,c,2,1
                e,c,3,1
                f,t,4,1
                g,t,2,1
                g,t,4,1
                h,t,8,2
                x,c,99,1
                x,t,99,1
                """);
        String json = PublicData.run(
                "ab", data, "unit", "id", "arm", "arm", "control", "c", "metric", "mean:y", "metric", "ratio:y/d");
        assertEquals(1, number(json, "crossed_units", 1));
        assertEquals(4, number(json, "difference", 1));
        assertEquals(Math.sqrt(5.0 / 3), number(json, "se_difference", 1), 1e-12);
        assertEquals(2, number(json, "relative", 1));
        assertEquals(18.0 / 5, number(json, "estimate", 2), 1e-12);
        assertEquals(1, number(json, "p", 1));
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Path data = csv("arm,y\na,1\na,2\nb,x\nb,3\n");
        assertMessage("unknown method", () -> PublicData.run("magic", data));
        assertMessage("unknown option --oops", () -> PublicData.run("srm", data, "oops", "1"));
        assertMessage(
                "no column z", () -> PublicData.run("ab", data, "arm", "arm", "control", "a", "metric", "mean:z"));
        assertMessage(
                "which is no number",
                () -> PublicData.run("ab", data, "arm", "arm", "control", "a", "metric", "mean:y"));
        assertMessage(
                "--metric is mean:COL", () -> PublicData.run("ab", data, "arm", "arm", "control", "a", "metric", "y"));
        assertMessage("--arm is missing", () -> PublicData.run("ab", data, "metric", "mean:y"));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable action) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, action).getMessage());
        assertTrue(message.contains(part), message);
    }

    /** Cohort 2 changes by 3 and 5, never treated by 1 and 1, 1, 1: effect 3, error sqrt(1/2) with population variances. */
    @Test
    void differenceInDifferencesByHand() throws IOException {
        Path data = csv("""
                u,t,y,g
                a,1,0,2
                a,2,3,2
                b,1,0,2
                b,2,5,2
                c,1,5,0
                c,2,6,0
                d,1,7,
                d,2,8,
                e,1,7,0
                e,2,8,0
                f,1,7,0
                f,2,8,0
                """);
        for (String method : new String[] {"dr", "ipw", "reg"}) {
            String json = PublicData.run(
                    "did", data, "unit", "u", "time", "t", "outcome", "y", "cohort", "g", "method", method);
            assertEquals(3, number(json, "att", 1), 1e-9, method);
            assertEquals(Math.sqrt(0.5), number(json, "se", 1), 1e-9, method);
            assertEquals(0, number(json, "df", 1));
        }
    }

    /** Byte order mark, semicolons, tabs, a cohort that never comes, yes and no as words. */
    @Test
    void readsWhatOtherProgramsWrite() throws IOException {
        String rows = "u;t;y;g;now\na;1;0;2;FALSE\na;2;3;2;TRUE\nb;1;0;2;False\nb;2;5;2;True\n"
                + "c;1;5;Inf;FALSE\nc;2;6;Inf;FALSE\nd;1;7;10000;false\nd;2;8;10000;false\n";
        for (String text : new String[] {"\uFEFF" + rows, rows.replace(';', '\t')}) {
            Path data = csv(text);
            String did = PublicData.run("did", data, "unit", "u", "time", "t", "outcome", "y", "cohort", "g");
            assertEquals(3, number(did, "att", 1), 1e-9);
            String bacon = PublicData.run("bacon", data, "unit", "u", "time", "t", "outcome", "y", "treated", "now");
            assertEquals(3, number(bacon, "twfe", 1), 1e-9);
        }
        Path moving = csv(rows.replace("a;2;3;2", "a;2;3;0"));
        assertMessage(
                "unit a has more than one cohort",
                () -> PublicData.run("did", moving, "unit", "u", "time", "t", "outcome", "y", "cohort", "g"));
    }

    /** Once the last cohort is treated nobody is left to compare with: it has no effect, and its past is none of others. */
    @Test
    void theLastCohortHasNoEffectWithoutControls() throws IOException {
        StringBuilder rows = new StringBuilder("u,t,y,g\n");
        for (int unit = 0; unit < 9; unit++) {
            int cohort = 3 + unit % 3;
            for (int t = 1; t <= 5; t++) {
                rows.append("u%d,%d,%d,%d\n"
                        .formatted(unit, t, unit * 2 + t + (t >= cohort ? 4 : 0) + unit * t % 3, cohort));
            }
        }
        String json = PublicData.run(
                "did",
                csv(rows.toString()),
                "unit",
                "u",
                "time",
                "t",
                "outcome",
                "y",
                "cohort",
                "g",
                "controls",
                "notyet");
        assertTrue(json.contains("\"group\":4"), json);
        assertTrue(!json.contains("\"group\":5"), json);
    }

    /** The same with one more unit that is seen only before, at 3 above the cohort's mean: every observation counts. */
    @Test
    void unitsThatComeAndGoCountWhereTheyAreSeen() throws IOException {
        Path data = csv("""
                u,t,y,g
                a,1,0,2
                a,2,3,2
                b,1,0,2
                b,2,5,2
                z,1,3,2
                z,2,NA,2
                c,1,5,0
                c,2,6,0
                d,1,7,0
                d,2,8,0
                """);
        String kept = PublicData.run("did", data, "unit", "u", "time", "t", "outcome", "y", "cohort", "g");
        assertEquals(2, number(kept, "att", 1), 1e-12);
        // a: 3 - 4 + 1 over 2 and 3, b: 5 - 4 + 1, z: -2; controls do not vary.
        double a = (3.0 - 4) / 2 - (0.0 - 1) / 3;
        double b = (5.0 - 4) / 2 - (0.0 - 1) / 3;
        assertEquals(Math.sqrt(a * a + b * b + 4.0 / 9), number(kept, "se", 1), 1e-12);
        String dropped =
                PublicData.run("did", data, "unit", "u", "time", "t", "outcome", "y", "cohort", "g", "missing", "drop");
        assertEquals(3, number(dropped, "att", 1), 1e-12);
        assertEquals(1, number(dropped, "dropped_units", 1));
    }

    /** Fast-food employment before and after New Jersey's minimum wage (Card and Krueger 1994). */
    @Test
    void fastFood() throws IOException {
        StringBuilder rows = new StringBuilder("unit,time,outcome,cohort\n");
        int unit = 0;
        for (NamedCsvRecord row : PublicData.rows("card_krueger_fastfood.csv")) {
            String cohort = row.getField("state_name").equals("NJ") ? "2" : "0";
            rows.append(unit)
                    .append(",1,")
                    .append(row.getField("fte"))
                    .append(',')
                    .append(cohort)
                    .append('\n');
            rows.append(unit++)
                    .append(",2,")
                    .append(row.getField("fte2"))
                    .append(',')
                    .append(cohort)
                    .append('\n');
        }
        String json = PublicData.run(
                "did", csv(rows.toString()), "unit", "unit", "time", "time", "outcome", "outcome", "cohort", "cohort");
        assertEquals(2.753606, number(json, "att", 1), 5e-7);
    }

    @Test
    void hillstrom() {
        String json = PublicData.run(
                "ab",
                PublicData.file("hillstrom.csv"),
                "arm",
                "segment",
                "control",
                "No E-Mail",
                "metric",
                "proportion:visit",
                "metric",
                "proportion:conversion",
                "metric",
                "mean:spend",
                "metric",
                "ratio:spend/conversion");
        assertEquals(.20253, number(json, "statistic", 1), 5e-6);
        assertEquals(.90369, number(json, "p", 1), 5e-6);
        double[] differences = {.07658956, .04523311, .00680501, .00311106, .76982716, .42441222};
        double[] errors = {.00338589, Double.NaN, .00092087, Double.NaN, .14524656, Double.NaN};
        for (int i = 0; i < differences.length; i++) {
            assertEquals(differences[i], number(json, "difference", i + 1), 5e-9);
            if (!Double.isNaN(errors[i])) {
                assertEquals(errors[i], number(json, "se_difference", i + 1), 5e-9);
            }
        }
        assertEquals(114.0027, number(json, "estimate_control", 7), 5e-5);
        assertEquals(9.2899, number(json, "se_control", 7), 5e-5);
        assertEquals(113.5269, number(json, "estimate", 7), 5e-5);
        assertEquals(7.6735, number(json, "se", 8), 5e-5);
    }

    @Test
    void aUselessCovariateRemovesNextToNothing() {
        String json = PublicData.run(
                "ab",
                PublicData.file("hillstrom.csv"),
                "arm",
                "segment",
                "control",
                "No E-Mail",
                "metric",
                "mean:spend",
                "covariate",
                "history");
        assertTrue(number(json, "variance_reduction", 1) < 0.001, json);
    }
}
