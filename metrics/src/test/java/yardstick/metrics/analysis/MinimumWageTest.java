package yardstick.metrics.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yardstick.metrics.causal.GroupTimeEffects;
import yardstick.metrics.causal.GroupTimeEffects.Aggregate;
import yardstick.metrics.causal.GroupTimeEffects.Estimated;

/** County teen employment of Callaway and Sant'Anna (2021) against published results, to 1e-9. */
class MinimumWageTest {

    private static List<NamedCsvRecord> expected(String file, String scenario) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(PublicData.file(file))) {
            List<NamedCsvRecord> rows = reader.stream()
                    .filter(row -> row.getField("scenario").equals(scenario))
                    .toList();
            assertTrue(!rows.isEmpty(), scenario + " in " + file);
            return rows;
        }
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }

    private static void assertClose(NamedCsvRecord row, String suffix, Estimated estimated) {
        boolean overall = suffix.isEmpty();
        assertEquals(number(row, overall ? "overall_att" : "att" + suffix), estimated.att(), 1e-9);
        assertEquals(number(row, overall ? "overall_se" : "se" + suffix), estimated.se(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "mpdta_nev_dr, false, dr, ''",
        "mpdta_nyt_dr, true, dr, ''",
        "mpdta_nev_reg_cov, false, reg, lpop",
        "mpdta_nev_ipw, false, ipw, ''"
    })
    void equalsThePublishedResults(String scenario, boolean notYet, String method, String covariates)
            throws IOException {
        Options options = new Options(Map.of(
                "unit", List.of("countyreal"),
                "time", List.of("year"),
                "outcome", List.of("lemp"),
                "cohort", List.of("first.treat"),
                "covariates", covariates.isEmpty() ? List.of() : List.of(covariates)));
        GroupTimeEffects effects = new GroupTimeEffects(
                Staggered.panel(PublicData.file("mpdta.csv"), options, "cohort"),
                new GroupTimeEffects.Options(notYet, method));
        List<NamedCsvRecord> cells = expected("mpdta_expected_attgt.csv", scenario);
        assertEquals(cells.size(), effects.cells().size());
        for (int i = 0; i < cells.size(); i++) {
            assertEquals(
                    number(cells.get(i), "att"),
                    effects.cells().get(i).estimated().att(),
                    1e-9);
            assertEquals(
                    number(cells.get(i), "se"),
                    effects.cells().get(i).estimated().se(),
                    1e-9);
        }
        for (NamedCsvRecord row : expected("mpdta_expected_aggte.csv", scenario)) {
            if (row.getField("type").equals("simple")) {
                assertClose(row, "", effects.simple());
                continue;
            }
            Aggregate aggregate = switch (row.getField("type")) {
                case "dynamic" -> effects.dynamic();
                case "group" -> effects.group();
                default -> effects.calendar();
            };
            assertClose(row, "", aggregate.overall());
            aggregate.by().stream()
                    .filter(point -> point.key() == number(row, "egt"))
                    .forEach(point -> assertClose(row, "_egt", point.estimated()));
        }
        NamedCsvRecord pretest =
                expected("mpdta_expected_pretest.csv", scenario).getFirst();
        assertEquals(number(pretest, "W"), effects.pretest().w(), 1e-9);
        assertEquals(number(pretest, "Wpval"), effects.pretest().p(), 5e-6);
    }
}
