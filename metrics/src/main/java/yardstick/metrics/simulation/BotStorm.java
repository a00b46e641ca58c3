package yardstick.metrics.simulation;

import java.util.List;
import java.util.Map;
import yardstick.metrics.Simulation.Result;

/** A release with a known effect while crawlers ask for ten times as many pages as people do. */
final class BotStorm implements Scenario {

    private static final OneRelease RELEASE = OneRelease.of(new Behaviour(1, 1.12, 1, 1), "cvr", List.of("cvr"));

    @Override
    public Result play(Stage stage) {
        stage.release(OneRelease.KEY, "cvr");
        int pages = stage.request().shoppers() * 10;
        int accepted = stage.crawlers(pages);
        stage.live(RELEASE.play());
        Map<String, Object> notes = Scenario.notes();
        notes.put("bot_events", pages);
        notes.put("bot_events_accepted", accepted);
        return RELEASE.read(stage, notes);
    }
}
