package yardstick.catalog.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yardstick.catalog.SizeAssistant.Body;
import yardstick.catalog.SizeAssistant.Fit;
import yardstick.catalog.SizeAssistant.Row;
import yardstick.catalog.spi.FitReturns.Fits;

/** What the advice promises whatever the chart, the body and the returns are. */
class SizeModelTest {

    private static final List<Row> CHART = ChartText.read("""
            S; 155-163; 45-53
            M; 160-168; 52-60
            L; 166-174; 59-68
            XL; 172-180; 67-77
            XXL; 178-188; 76-90
            """).orElseThrow();

    private static String advice(Body body, Fits fits) {
        return switch (new SizeModel(CHART, fits).place(body)) {
            case SizeModel.Place.Index(int index, int shifted) ->
                CHART.get(index).size() + (shifted > 0 ? "+" : shifted < 0 ? "-" : "");
            case SizeModel.Place.None(var unsure) ->
                unsure.reason() + unsure.sizes().toString();
        };
    }

    private static Fits fits(long delivered, long small, long large) {
        return new Fits(delivered, Math.min(small, delivered), Math.min(large, delivered - Math.min(small, delivered)));
    }

    @Property(tries = 3_000)
    void aTallerOrHeavierBodyNeverGetsASmallerSize(
            @ForAll @IntRange(min = 130, max = 210) int height,
            @ForAll @IntRange(min = 30, max = 130) int weight,
            @ForAll @IntRange(max = 20) int taller,
            @ForAll @IntRange(max = 20) int heavier,
            @ForAll Fit fit,
            @ForAll @LongRange(max = 400) long delivered,
            @ForAll @LongRange(max = 100) long small) {
        SizeModel model = new SizeModel(CHART, fits(delivered, small, 7));
        Optional<Integer> own = index(model, new Body(height, weight, fit));
        Optional<Integer> more = index(model, new Body(height + taller, weight + heavier, fit));
        if (own.isPresent() && more.isPresent()) {
            assertTrue(more.get() >= own.get(), own + " -> " + more);
        }
    }

    @Property(tries = 1_000)
    void whoWantsItLooserNeverGetsASmallerSizeAndMoreTooSmallReturnsNeverMoveItDown(
            @ForAll @IntRange(min = 150, max = 190) int height,
            @ForAll @IntRange(min = 45, max = 95) int weight,
            @ForAll @LongRange(max = 40) long small,
            @ForAll @LongRange(max = 60) long more) {
        SizeModel model = new SizeModel(CHART, fits(400, small, 9));
        int last = -1;
        for (Fit fit : Fit.values()) {
            int index = index(model, new Body(height, weight, fit)).orElse(last);
            assertTrue(index >= last);
            last = index;
        }
        Body body = new Body(height, weight, Fit.REGULAR);
        Optional<Integer> before = index(model, body);
        Optional<Integer> after = index(new SizeModel(CHART, fits(400, small + more, 9)), body);
        if (before.isPresent() && after.isPresent()) {
            assertTrue(after.get() >= before.get());
        }
    }

    private static Optional<Integer> index(SizeModel model, Body body) {
        return model.place(body) instanceof SizeModel.Place.Index(int index, int _)
                ? Optional.of(index)
                : Optional.empty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "164|56|REGULAR|M",
                "170|63|REGULAR|L",
                "170|63|LOOSE|L",
                "172|67|LOOSE|XL",
                "172|66|TIGHT|L",
                "186|50|REGULAR|SHAPE[]",
                "150|38|REGULAR|OUTSIDE[]",
                "199|110|REGULAR|OUTSIDE[]",
                "17|63|REGULAR|IMPLAUSIBLE[]",
                "167|60|REGULAR|BETWEEN[M, L]"
            })
    void advisesAndAbstains(int height, int weight, Fit fit, String advice) {
        assertEquals(advice, advice(new Body(height, weight, fit), Fits.NONE));
    }

    @Test
    void returnsMoveTheAdviceAndContradictingOnesSilenceIt() {
        Body body = new Body(166, 58, Fit.REGULAR);
        assertEquals("M", advice(body, Fits.NONE));
        assertEquals("M", advice(body, new Fits(3, 1, 0)), "one return of three units says little");
        assertEquals("L+", advice(body, new Fits(200, 60, 4)));
        assertEquals("L-", advice(new Body(174, 69, Fit.REGULAR), new Fits(200, 4, 70)));
        assertEquals("RETURNS[]", advice(body, new Fits(200, 60, 50)));
    }

    @Test
    void chartsAreReadWithCareAndSizesHaveManyNames() {
        assertTrue(ChartText.read("S; 155-163; 45-53").isEmpty(), "one size is no chart");
        assertTrue(ChartText.read("S; 155-163; 45-53\nM; 150-158; 55-60").isEmpty(), "does not rise");
        assertTrue(ChartText.read("S; 155-163; 45-53\ns; 165-173; 55-63").isEmpty(), "twice");
        assertTrue(ChartText.read("S; 163-155; 45-53\nM; 165-173; 55-63").isEmpty());
        assertEquals(
                2,
                ChartText.read("S；155–163；45–53\r\n\r\nM, 165~173, 55~63")
                        .orElseThrow()
                        .size());
        assertTrue(ChartText.names("Blue, M (170/92A)", "M"));
        assertTrue(ChartText.names("XXL码", "2XL"));
        assertTrue(ChartText.names("XXXL", "3XL") && ChartText.names("XXXXL", "4XL"));
        assertTrue(!ChartText.names("XL", "L"));
    }
}
