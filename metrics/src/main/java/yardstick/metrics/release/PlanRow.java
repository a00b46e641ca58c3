package yardstick.metrics.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;
import yardstick.kernel.Refusal;
import yardstick.metrics.Plan;
import yardstick.metrics.Plan.Exclusion;
import yardstick.metrics.Plan.Mode;
import yardstick.metrics.Plan.Step;

/** A {@link Plan} as columns of a release's row, and what may be in it. */
final class PlanRow {

    static final List<String> METRICS = List.of(
            "atv",
            "cvr",
            "rpr",
            "revenue_per_visitor",
            "capped_revenue_per_visitor",
            "orders_per_visitor",
            "checkout_completion");

    static final String COLUMNS = "treatments, targeting, exclusion_group, exclusion_share, ramp, holdout_percent,"
            + " primary_metric, guardrails, planned_effect, planned_days, mode, run_rate_minor";
    static final String VALUES = ":treatments, :targeting, :exclusionGroup, :exclusionShare, :ramp, :holdout,"
            + " :primary, :guardrails, :effect, :days, :mode, :runRate";

    private PlanRow() {}

    static <S extends SqlStatement<S>> S bind(S statement, Plan plan) {
        return statement
                .bind("treatments", String.join(",", plan.treatments()))
                .bind("targeting", plan.targeting())
                .bind("exclusionGroup", plan.exclusion().group())
                .bind("exclusionShare", plan.exclusion().share())
                .bind(
                        "ramp",
                        plan.ramp().stream()
                                .map(step -> step.percent() + "@" + step.day())
                                .collect(Collectors.joining(",")))
                .bind("holdout", plan.holdoutPercent())
                .bind("primary", plan.primary())
                .bind("guardrails", String.join(",", plan.guardrails()))
                .bind("effect", plan.effect())
                .bind("days", plan.days())
                .bind("mode", plan.mode().name())
                .bind("runRate", plan.runRateMinor());
    }

    static Plan read(ResultSet row) throws SQLException {
        double effect = row.getDouble("planned_effect");
        Double planned = row.wasNull() ? null : effect;
        return new Plan(
                list(row.getString("treatments")),
                row.getString("targeting"),
                new Exclusion(row.getString("exclusion_group"), row.getInt("exclusion_share")),
                steps(row.getString("ramp")).orElse(List.of()),
                row.getInt("holdout_percent"),
                row.getString("primary_metric"),
                list(row.getString("guardrails")),
                planned,
                row.getInt("planned_days"),
                Mode.valueOf(row.getString("mode")),
                row.getLong("run_rate_minor"));
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** {@code 5@0,25@2}: percent from a day on, both rising. */
    static Optional<List<Step>> steps(String text) {
        try {
            List<Step> steps = list(text).stream()
                    .map(part -> part.split("@"))
                    .map(pair -> new Step(Integer.parseInt(pair[0].strip()), Integer.parseInt(pair[1].strip())))
                    .toList();
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                boolean rising = i == 0 || step.day() > steps.get(i - 1).day();
                if (step.percent() < 0 || step.percent() > 100 || step.day() < 0 || !rising) {
                    return Optional.empty();
                }
            }
            return Optional.of(steps);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    static Optional<Refusal> objection(Plan plan) {
        if (plan.treatments().isEmpty()
                || plan.treatments().stream().anyMatch(name -> !name.matches("[a-z][a-z0-9-]{0,40}"))) {
            return refused("metrics.variants_invalid");
        }
        if (Targeting.parse(plan.targeting()).isEmpty()) {
            return refused("metrics.targeting_invalid");
        }
        if (!METRICS.contains(plan.primary()) || !METRICS.containsAll(plan.guardrails())) {
            return refused("metrics.metric_unknown");
        }
        boolean shares = plan.exclusion().share() >= 1
                && plan.exclusion().share() <= 100
                && plan.holdoutPercent() >= 0
                && plan.holdoutPercent() <= 50;
        boolean length = plan.days() >= 1 && plan.days() <= 400 && plan.runRateMinor() >= 0;
        boolean effect = plan.effect() == null || plan.effect() > 0 && plan.effect() < 10;
        return shares && length && effect ? Optional.empty() : refused("metrics.plan_invalid");
    }

    private static Optional<Refusal> refused(String code) {
        return Optional.of(Refusal.of(code));
    }
}
