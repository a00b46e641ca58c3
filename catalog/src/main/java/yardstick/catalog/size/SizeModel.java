package yardstick.catalog.size;

import java.util.List;
import java.util.function.ToIntFunction;
import yardstick.catalog.SizeAssistant.Advice;
import yardstick.catalog.SizeAssistant.Body;
import yardstick.catalog.SizeAssistant.Reason;
import yardstick.catalog.SizeAssistant.Row;
import yardstick.catalog.spi.FitReturns.Fits;

/**
 * A place on the scale of sizes: 0 is the middle of the first size, 1 of the second. Height and weight each give a place
 * by straight lines between the middles of the chart's ranges, so both rise with the body; their weighted mean, the wish
 * and the returns of the product add up to the place that is rounded. Every part rises or is constant, so the advice
 * never gets smaller for a taller or heavier body.
 */
final class SizeModel {

    private static final double BY_WEIGHT = 0.6;
    private static final double WISH = 0.35;
    private static final double OUTSIDE = 0.75;
    private static final double SHAPE = 1.6;
    private static final double UNDECIDED = 0.06;
    private static final double PRIOR = 20;
    private static final double STRONGEST = 0.6;
    private static final double TORN = 0.15;

    private final List<Row> rows;
    private final Fits fits;

    SizeModel(List<Row> rows, Fits fits) {
        this.rows = rows;
        this.fits = fits;
    }

    /** What the model says: an index into the chart, or why there is none. */
    sealed interface Place {

        record Index(int index, int shifted) implements Place {}

        record None(Advice.Unsure unsure) implements Place {}
    }

    Place place(Body body) {
        if (body.height() < 90 || body.height() > 230 || body.weight() < 12 || body.weight() > 250) {
            return none(Reason.IMPLAUSIBLE);
        }
        double tall = along(body.height(), row -> row.heightFrom() + row.heightTo());
        double heavy = along(body.weight(), row -> row.weightFrom() + row.weightTo());
        double bare = (1 - BY_WEIGHT) * tall + BY_WEIGHT * heavy;
        if (bare < -OUTSIDE || bare > rows.size() - 1 + OUTSIDE) {
            return none(Reason.OUTSIDE);
        }
        if (Math.abs(tall - heavy) > SHAPE) {
            return none(Reason.SHAPE);
        }
        double share = (double) Math.min(fits.tooSmall(), fits.tooLarge()) / Math.max(1, fits.delivered());
        if (fits.delivered() >= PRIOR && share > TORN) {
            return none(Reason.RETURNS);
        }
        return rounded(bare + wish(body), shift());
    }

    private static double wish(Body body) {
        return switch (body.fit()) {
            case TIGHT -> -WISH;
            case REGULAR -> 0;
            case LOOSE -> WISH;
        };
    }

    /** More units too small than too large move the advice up; few returns of few units hardly do. */
    double shift() {
        double net = (fits.tooSmall() - fits.tooLarge()) / (fits.delivered() + PRIOR);
        return Math.clamp(net * 3, -STRONGEST, STRONGEST);
    }

    private Place rounded(double own, double shift) {
        double place = Math.clamp(own + shift, 0, rows.size() - 1);
        double above = place - Math.floor(place);
        if (Math.abs(above - 0.5) < UNDECIDED) {
            int lower = (int) Math.floor(place);
            return new Place.None(new Advice.Unsure(
                    Reason.BETWEEN,
                    List.of(rows.get(lower).size(), rows.get(lower + 1).size())));
        }
        int without = (int) Math.round(Math.clamp(own, 0, rows.size() - 1));
        int index = (int) Math.round(place);
        return new Place.Index(index, Integer.compare(index, without));
    }

    private static Place none(Reason reason) {
        return new Place.None(new Advice.Unsure(reason, List.of()));
    }

    /** @param twice twice the middle of a row; rises from row to row */
    private double along(int measure, ToIntFunction<Row> twice) {
        double x = 2.0 * measure;
        int last = rows.size() - 1;
        int below = 0;
        while (below < last - 1 && x >= twice.applyAsInt(rows.get(below + 1))) {
            below++;
        }
        double from = twice.applyAsInt(rows.get(below));
        double to = twice.applyAsInt(rows.get(below + 1));
        return below + (x - from) / (to - from);
    }
}
