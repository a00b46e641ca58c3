package yardstick.web.admin;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.Panel;
import yardstick.metrics.Release;

/** Panel and releases, as the pages of the admin take them. */
final class AnalyticsSheets {

    static final Period PERIOD =
            Period.of("2026-02-01", "2026-02-28", LocalDate.of(2026, 3, 1)).orElseThrow();

    private AnalyticsSheets() {}

    static List<Sheet> sheets(Office office) {
        Panel.Summary summary = Samples.summary(28);
        Wording words = new Wording(office);
        List<Sheet> sheets = new ArrayList<>();
        sheets.add(new Sheet("panel", "panel", PanelPage.view(PERIOD, summary, words)));
        sheets.add(new Sheet("panel-year", "panel", PanelPage.view(PERIOD, Samples.summary(374), words)));
        sheets.add(new Sheet(
                "releases",
                "releases",
                new ReleasesResource.ReleasesView(
                        List.of(Samples.release(Release.State.RUNNING), Samples.release(Release.State.DRAFT)))));
        sheets.add(new Sheet("releases-empty", "releases", new ReleasesResource.ReleasesView(List.of())));
        sheets.add(new Sheet(
                "release-new",
                "release-new",
                new ReleasesResource.NewReleaseView(
                        PlanForm.standard(),
                        "CNY",
                        List.of("atv", "cvr", "revenue_per_visitor"),
                        "cvr",
                        "2.5",
                        "after 9 days",
                        List.of(List.of("7", "1,204", "8.10%")))));
        sheets.add(new Sheet("release", "release", release(Samples.scorecard(false), words)));
        sheets.add(new Sheet("release-broken", "release", release(Samples.scorecard(true), words)));
        ObservedSamples.sheets(words).forEach((name, view) -> sheets.add(new Sheet(name, "observed", view)));
        sheets.add(new Sheet("release-quiet", "release", release(null, words)));
        return sheets;
    }

    static ReleasePage.ReleaseView release(Panel.@Nullable Scorecard card, Wording words) {
        return new ReleasePage.ReleaseView(
                Samples.release(Release.State.RUNNING),
                ReleasePage.ratio(card, words),
                ReleasePage.effects(card, words),
                Samples.history(),
                Form.empty().with("rollout", "50"),
                card == null ? null : ReportView.of(Samples.releaseReport(), words),
                List.of(List.of("live-stream", "CVR", "1,200", "0.1%", "0.0%", "0.0%", "100%")));
    }
}
