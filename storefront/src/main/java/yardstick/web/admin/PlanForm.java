package yardstick.web.admin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;
import yardstick.metrics.Plan;

/** The plan of a release as people type it. */
final class PlanForm {

    private final Form form;

    PlanForm(Form form) {
        this.form = form;
    }

    static Form standard() {
        Plan plan = Plan.standard();
        return Form.empty()
                .with("rollout", "0")
                .with("primary", plan.primary())
                .with("guardrails", String.join(", ", plan.guardrails()))
                .with("days", Integer.toString(plan.days()))
                .with("mode", plan.mode().name())
                .with("holdout", "0")
                .with("share", "100");
    }

    /** What was wrong stands in the form. */
    Plan read(String currency, List<String> metrics) {
        String primary = form.required("primary");
        List<String> guardrails = words("guardrails");
        if (!metrics.contains(primary)) {
            form.refuse("primary", Refusal.of("metrics.metric_unknown"));
        }
        if (!metrics.containsAll(guardrails)) {
            form.refuse("guardrails", Refusal.of("metrics.metric_unknown"));
        }
        Plan.Mode mode = switch (form.text("mode")) {
            case "FIXED" -> Plan.Mode.FIXED;
            case "ALWAYS" -> Plan.Mode.ALWAYS;
            default -> Plan.Mode.GROUP;
        };
        String group = form.text("group");
        return Plan.standard()
                .measuredBy(primary, form.whole("days", 1, 400).orElse(28), mode)
                .worth(
                        effect(),
                        form.money("run_rate", currency).map(Money::minor).orElse(0L))
                .guarding(guardrails)
                .reaching(
                        form.text("targeting"),
                        group.isEmpty()
                                ? Plan.Exclusion.NONE
                                : new Plan.Exclusion(
                                        group, form.whole("share", 1, 100).orElse(100)),
                        ramp(),
                        form.whole("holdout", 0, 50).orElse(0));
    }

    private List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : form.text(name).split("[,\uFF0C\\s]+")) {
            if (!word.isBlank()) {
                words.add(word);
            }
        }
        return words;
    }

    /** {@code 2.5} is a relative effect of 2.5 %. */
    @Nullable Double effect() {
        String typed = form.text("effect").replace("%", "").strip();
        if (typed.isEmpty()) {
            return null;
        }
        if (typed.matches("\\d{1,3}(\\.\\d{1,3})?") && new BigDecimal(typed).signum() > 0) {
            return new BigDecimal(typed).movePointLeft(2).doubleValue();
        }
        form.refuse("effect", new Refusal("admin.plan.effect_invalid", Map.of()));
        return null;
    }

    /** {@code 5@0, 25@2}: percent from a day after the start on. */
    private List<Plan.Step> ramp() {
        List<Plan.Step> steps = new ArrayList<>();
        for (String word : words("ramp")) {
            if (!word.matches("\\d{1,3}@\\d{1,3}")) {
                form.refuse("ramp", new Refusal("admin.plan.ramp_invalid", Map.of()));
                return List.of();
            }
            String[] pair = word.split("@");
            steps.add(new Plan.Step(Integer.parseInt(pair[0]), Integer.parseInt(pair[1])));
        }
        boolean sane = steps.stream().allMatch(step -> step.percent() <= 100);
        for (int i = 1; i < steps.size(); i++) {
            sane &= steps.get(i).day() > steps.get(i - 1).day();
        }
        if (!sane) {
            form.refuse("ramp", new Refusal("admin.plan.ramp_invalid", Map.of()));
        }
        return steps;
    }
}
