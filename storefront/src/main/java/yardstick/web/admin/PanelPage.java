package yardstick.web.admin;

import java.util.List;
import java.util.Map;
import yardstick.metrics.Panel;
import yardstick.metrics.Panel.Kpi;
import yardstick.web.admin.Wording.Scale;

/** The panel's numbers in the words and pictures of its page. */
public final class PanelPage {

    private PanelPage() {}

    /** @param basis the counts it is made of */
    public record Tile(String name, String label, String value, String interval, String basis) {}

    /** A chart; the same numbers stand in the table below it. */
    public record Chart(String title, String svg) {}

    /** One day as the table shows it. */
    public record Row(
            String day,
            String orders,
            String revenue,
            String refunds,
            String atv,
            String atvRange,
            String sessions,
            String cvr,
            String cvrRange,
            String buyers,
            String rpr,
            String rprRange) {}

    /** @param empty true when the period has neither orders nor sessions */
    public record PanelView(
            Period period,
            String currency,
            List<Tile> tiles,
            String refunds,
            List<Chart> charts,
            List<Row> rows,
            boolean empty,
            boolean reconciled) {}

    static PanelView view(Period period, Panel.Summary summary, Wording words) {
        return new PanelView(
                period,
                summary.currency(),
                tiles(summary, words),
                words.money((double) summary.refundsMinor(), summary.currency()),
                charts(summary, words),
                summary.days().reversed().stream()
                        .map(day -> row(day, summary.currency(), words))
                        .toList(),
                summary.orders() == 0 && summary.sessions() == 0,
                summary.reconciliation().sound());
    }

    static List<Tile> tiles(Panel.Summary summary, Wording words) {
        String currency = summary.currency();
        return List.of(
                tile("atv", summary.atv(), new Basis(Scale.MONEY, currency, summary.orders(), 0), words),
                tile(
                        "cvr",
                        summary.cvr(),
                        new Basis(Scale.SHARE, currency, summary.sessions(), summary.sessionOrders()),
                        words),
                tile(
                        "rpr",
                        summary.rpr(),
                        new Basis(Scale.SHARE, currency, summary.buyers(), summary.repeatBuyers()),
                        words));
    }

    private record Basis(Scale scale, String currency, long all, long part) {}

    private static Tile tile(String name, Kpi kpi, Basis basis, Wording words) {
        return new Tile(
                words.text("admin.kpi." + name),
                words.text("admin.kpi." + name + ".label"),
                words.of(basis.scale(), kpi.value(), basis.currency()),
                words.range(basis.scale(), kpi.interval(), basis.currency()),
                words.text("admin.kpi." + name + ".basis", Map.of("all", basis.all(), "part", basis.part())));
    }

    private static List<Chart> charts(Panel.Summary summary, Wording words) {
        return List.of(
                chart(
                        "revenue",
                        summary,
                        words,
                        day -> Plot.Point.of(day.day().toString(), (double) day.revenueMinor())),
                chart(
                        "atv",
                        summary,
                        words,
                        day -> new Plot.Point(
                                day.day().toString(),
                                day.atv().value(),
                                day.atv().interval(),
                                day.orders())),
                chart(
                        "cvr",
                        summary,
                        words,
                        day -> new Plot.Point(
                                day.day().toString(),
                                day.cvr().value(),
                                day.cvr().interval(),
                                day.sessions())),
                chart(
                        "rpr",
                        summary,
                        words,
                        day -> new Plot.Point(
                                day.day().toString(),
                                day.rpr().value(),
                                day.rpr().interval(),
                                day.buyers())));
    }

    private static Chart chart(
            String name,
            Panel.Summary summary,
            Wording words,
            java.util.function.Function<Panel.Day, Plot.Point> point) {
        Scale scale = name.equals("cvr") || name.equals("rpr") ? Scale.SHARE : Scale.MONEY;
        String title = words.text("admin.chart." + name);
        String description = words.text(
                "admin.chart.description",
                Map.of(
                        "from", summary.from().toString(),
                        "to", summary.to().toString()));
        Plot.Text text =
                new Plot.Text("plot-" + name, title, description, value -> words.of(scale, value, summary.currency()));
        return new Chart(
                title, new Plot(text, summary.days().stream().map(point).toList()).svg());
    }

    /** Marked as in the chart when the value rests on few. */
    private static String few(String value, long basis) {
        return basis > 0 && basis < Plot.LEAST ? value + " \u25CB" : value;
    }

    private static Row row(Panel.Day day, String currency, Wording words) {
        return new Row(
                day.day().toString(),
                words.number(day.orders()),
                words.money((double) day.revenueMinor(), currency),
                words.money((double) day.refundsMinor(), currency),
                few(words.money(day.atv().value(), currency), day.orders()),
                words.range(Scale.MONEY, day.atv().interval(), currency),
                words.number(day.sessions()),
                few(Wording.percent(day.cvr().value()), day.sessions()),
                words.range(Scale.SHARE, day.cvr().interval(), currency),
                words.number(day.buyers()),
                few(Wording.percent(day.rpr().value()), day.buyers()),
                words.range(Scale.SHARE, day.rpr().interval(), currency));
    }

    static Csv csv(Panel.Summary summary) {
        Csv csv = new Csv();
        for (String column : List.of(
                "day",
                "currency",
                "orders",
                "revenue_minor",
                "refunds_minor",
                "atv_minor",
                "atv_low",
                "atv_high",
                "sessions",
                "cvr",
                "cvr_low",
                "cvr_high",
                "buyers",
                "repeat_buyers",
                "rpr",
                "rpr_low",
                "rpr_high")) {
            csv.text(column);
        }
        csv.end();
        for (Panel.Day day : summary.days()) {
            csv.text(day.day().toString())
                    .text(summary.currency())
                    .number(day.orders())
                    .number(day.revenueMinor())
                    .number(day.refundsMinor());
            kpi(csv, day.atv());
            csv.number(day.sessions());
            kpi(csv, day.cvr());
            csv.number(day.buyers()).number(day.repeatBuyers());
            kpi(csv, day.rpr());
            csv.end();
        }
        return csv;
    }

    private static void kpi(Csv csv, Kpi kpi) {
        csv.number(kpi.value())
                .number(kpi.interval() == null ? null : kpi.interval().low())
                .number(kpi.interval() == null ? null : kpi.interval().high());
    }
}
