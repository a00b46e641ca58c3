package yardstick.metrics.simulation;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import yardstick.metrics.Simulation;
import yardstick.metrics.Simulation.Reading;

/** A shop on which a scenario is played: the measuring part of one in this process, or a whole one over HTTP. */
interface Stage {

    /** How a visit is told, page by page, until it becomes an order. */
    List<String> STEPS = List.of("page_view", "view_item", "add_to_cart", "begin_checkout");

    /**
     * @param releases everybody meets them on the first visit
     * @param behaviour by shopper's category and variants met, release by release
     * @param daysAfter in which nobody new comes, but those who came may come again
     */
    record Play(List<String> releases, BiFunction<String, Map<String, String>, Behaviour> behaviour, int daysAfter) {

        static Play of(String release, BiFunction<String, Map<String, String>, Behaviour> behaviour) {
            return new Play(List.of(release), behaviour, 0);
        }
    }

    Simulation.Request request();

    /** A release that runs at half and half from the first day on. */
    void release(String key, String primary);

    /** Crawlers ask for so many pages; returns how many of their events were taken. */
    int crawlers(int visits);

    /**
     * Everybody arrives, is assigned by the shop's own flags, and behaves accordingly.
     *
     * @throws IllegalStateException when the shop did not take everything, or orders and events differ
     */
    void live(Play play);

    Reading read(String key);

    /** What is read after the guard has looked. */
    Reading guarded(String key);

    static String category(int shopper) {
        return shopper % 3 == 0 ? "home" : "tea";
    }
}
