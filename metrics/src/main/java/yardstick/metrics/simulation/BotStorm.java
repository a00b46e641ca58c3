package yardstick.metrics.simulation;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import yardstick.kernel.VisitorId;
import yardstick.metrics.Release;
import yardstick.metrics.Simulation.Result;
import yardstick.tracking.Tracker.Event;

/** A release with a known effect while crawlers ask for ten times as many pages as people do. */
final class BotStorm implements Scenario {

    private static final String CRAWLER = "Mozilla/5.0 (compatible; ExampleBot/2.1; +http://bot.example/)";

    @Override
    public Result play(Stage stage) {
        OneRelease release = new OneRelease(new Behaviour(1, 1.12, 1, 1), "cvr", List.of("cvr"));
        stage.release(OneRelease.KEY, "cvr");
        List<Event> storm = new ArrayList<>();
        for (int i = 0; i < stage.request.shoppers() * 10; i++) {
            storm.add(new Event(
                    "bot" + i,
                    "page_view",
                    new VisitorId("s" + i % stage.request.shoppers()),
                    Stage.START.plus(stage.request.days(), ChronoUnit.DAYS).minusSeconds(3_600L + i % 400_000),
                    "/",
                    "en",
                    "",
                    Map.of()));
        }
        int accepted = stage.tracker.accept(storm, CRAWLER);
        stage.shoppers(
                List.of(OneRelease.KEY),
                (category, met) ->
                        Release.TREATMENT.equals(met.get(OneRelease.KEY)) ? release.treated() : Behaviour.USUAL);
        Map<String, Object> notes = Scenario.notes();
        notes.put("bot_events", storm.size());
        notes.put("bot_events_accepted", accepted);
        return release.read(stage, notes);
    }
}
