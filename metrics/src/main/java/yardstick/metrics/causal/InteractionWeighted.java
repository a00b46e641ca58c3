package yardstick.metrics.causal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.DoublePredicate;

/**
 * Event study with one coefficient per cohort and time since treatment: Sun and Abraham (2021), "Estimating dynamic
 * treatment effects in event studies with heterogeneous treatment effects". Least squares with unit and period effects;
 * the reference is the time before treatment, never-treated units (else the last cohort) are the controls; coefficients
 * are averaged by cohort size. Errors are robust to clusters with the factor G / (G - 1) x (N - 1) / (N - K), K not
 * counting unit effects, which lie within clusters.
 */
public final class InteractionWeighted {

    /** A value and its error. */
    public record Effect(double att, double se) {}

    /** The effect at one time since treatment. */
    public record AtEvent(double event, Effect effect) {}

    private final LongPanel panel;
    private final double[] cohort;
    private final List<double[]> cells = new ArrayList<>();
    private final List<double[][]> columns = new ArrayList<>();
    private double[] beta = {};
    private double[][] covariance = {};

    public InteractionWeighted(LongPanel whole) {
        this.panel = Cohorts.withoutAlwaysTreated(whole);
        this.cohort = Cohorts.of(panel);
        double control = Arrays.stream(cohort).anyMatch(g -> g == 0)
                ? 0
                : Arrays.stream(cohort).max().orElse(0);
        for (double group : Arrays.stream(cohort).distinct().sorted().toArray()) {
            if (group != control) {
                addCells(group);
            }
        }
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("there is no cohort with a control");
        }
        int covariates = panel.covariates()[0][0].length;
        for (int c = 0; c < covariates; c++) {
            int which = c;
            add((i, t) -> panel.covariates()[i][t][which]);
        }
        fit();
    }

    private interface Value {
        double at(int unit, int period);
    }

    private void addCells(double group) {
        double[] times = panel.times();
        double before = Arrays.stream(times).filter(time -> time < group).max().orElse(Double.NaN);
        for (double time : times) {
            if (time != before) {
                cells.add(new double[] {group, time - group, count(group)});
                add((i, t) -> cohort[i] == group && times[t] == time ? 1 : 0);
            }
        }
    }

    private double count(double group) {
        return Arrays.stream(cohort).filter(g -> g == group).count();
    }

    /** A covariate that unit and period effects explain is left out. */
    private void add(Value value) {
        double[][] column = new double[panel.n()][panel.times().length];
        for (int i = 0; i < column.length; i++) {
            for (int t = 0; t < column[i].length; t++) {
                column[i][t] = value.at(i, t);
            }
        }
        double size = TwoWay.products(column, column);
        double[][] demeaned = TwoWay.demeaned(column);
        if (TwoWay.products(demeaned, demeaned) > 1e-12 * size) {
            columns.add(demeaned);
        }
    }

    private void fit() {
        int k = columns.size();
        double[][] gram = new double[k][k];
        double[] moment = new double[k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b <= a; b++) {
                gram[a][b] = TwoWay.products(columns.get(a), columns.get(b));
                gram[b][a] = gram[a][b];
            }
            moment[a] = TwoWay.products(columns.get(a), panel.outcome());
        }
        double[][] inverse = Linear.inverse(gram);
        beta = Linear.times(inverse, moment);
        covariance = sandwich(inverse);
    }

    private double[][] sandwich(double[][] inverse) {
        int k = columns.size();
        double[][] residual = TwoWay.demeaned(panel.outcome());
        for (int a = 0; a < k; a++) {
            for (int i = 0; i < panel.n(); i++) {
                Linear.add(residual[i], columns.get(a)[i], -beta[a]);
            }
        }
        int clusters = Arrays.stream(panel.cluster()).max().orElse(0) + 1;
        double[][] scores = new double[clusters][k];
        for (int i = 0; i < panel.n(); i++) {
            for (int a = 0; a < k; a++) {
                scores[panel.cluster()[i]][a] += Linear.dot(columns.get(a)[i], residual[i]);
            }
        }
        double[][] result = new double[k][k];
        long used = Arrays.stream(panel.cluster()).distinct().count();
        double rows = (double) panel.n() * panel.times().length;
        double factor = used / (used - 1.0) * (rows - 1) / (rows - k - panel.times().length);
        for (double[] score : scores) {
            Linear.addOuter(result, Linear.times(inverse, score), factor);
        }
        return result;
    }

    /** Mean over cohorts and times from treatment on, weighted by the number of treated observations. */
    public Effect overall() {
        return combined(event -> event >= 0);
    }

    public List<AtEvent> byEvent() {
        TreeMap<Double, Effect> effects = new TreeMap<>();
        for (double[] cell : cells) {
            effects.computeIfAbsent(cell[1], key -> combined(event -> event == cell[1]));
        }
        return effects.entrySet().stream()
                .map(entry -> new AtEvent(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Effect combined(DoublePredicate events) {
        double[] weights = new double[beta.length];
        double total = 0;
        for (int c = 0; c < cells.size(); c++) {
            if (events.test(cells.get(c)[1])) {
                weights[c] = cells.get(c)[2];
                total += weights[c];
            }
        }
        for (int c = 0; c < weights.length; c++) {
            weights[c] /= total;
        }
        return new Effect(Linear.dot(weights, beta), Math.sqrt(Linear.dot(weights, Linear.times(covariance, weights))));
    }
}
