package yardstick.cli.drill;

import java.util.Map;

/** One way to hurt a shop. It stops by itself. */
interface Drill {

    /**
     * @param times how often it strikes
     * @param seed of every draw
     * @param seeds draws per cell of a matrix
     */
    record Plan(int times, long seed, int seeds) {}

    /** Settings the shop of this drill is started with. */
    default Map<String, String> settings() {
        return Map.of();
    }

    void run(DrillShop shop, Plan plan, Findings findings) throws Exception;
}
