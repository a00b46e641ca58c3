package yardstick.acceptance.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.RunningShop;
import yardstick.acceptance.shop.StaffRoom;
import yardstick.sandbox.Shopper;

/** Two servers on one database: what is stopped at one is off at the other, by the clock. */
class KillSwitchIT {

    private static final long MOST_MS = 5_000;

    private static int served(Api api, String key) {
        return api.post("/ofrep/v1/evaluate/flags/" + key, JsonObject.EMPTY_JSON_OBJECT)
                .status();
    }

    /** Milliseconds until the node answers so. */
    private static long until(Api api, String key, int status) throws InterruptedException {
        long begin = System.nanoTime();
        while (served(api, key) != status) {
            assertTrue(System.nanoTime() - begin < Duration.ofSeconds(30).toNanos(), "still not " + status);
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }

    @Test
    void aStopReachesEveryNodeWithinFiveSeconds() throws Exception {
        RunningShop one = RunningShop.empty();
        RunningShop other = RunningShop.start(
                "second-node",
                23_183,
                Map.of(
                        "YARDSTICK_DB_URL", one.status().getString("database_url"),
                        "YARDSTICK_DB_USER", "postgres",
                        "YARDSTICK_DB_PASSWORD", one.secret("database.password"),
                        "YARDSTICK_SECRET_KEY", one.secret("secret.key")),
                "--no-demo");
        Shopper owner = new StaffRoom(one).owner();
        Api here = new Api(one);
        Api there = new Api(other);
        for (int round = 0; round < 5; round++) {
            String key = "switch-" + round + "-" + System.nanoTime();
            owner.open("/admin/releases/new");
            owner.submit(
                    "/admin/releases",
                    Map.of(
                            "key", key,
                            "name", key,
                            "owner", "growth",
                            "hypothesis", "It can be stopped.",
                            "primary", "cvr",
                            "guardrails", "cvr",
                            "days", "28",
                            "mode", "GROUP",
                            "holdout", "0",
                            "share", "100"));
            owner.submit("/admin/releases/" + key + "/ramp?rollout=50", Map.of());
            assertEquals(200, served(here, key));
            long started = until(there, key, 200);
            owner.submit("/admin/releases/" + key + "/stop", Map.of());
            long begun = System.nanoTime();
            assertEquals(404, served(here, key), "off at once where it was stopped");
            until(there, key, 404);
            long stopped = (System.nanoTime() - begun) / 1_000_000;
            System.out.println("the other node: on after " + started + " ms, off after " + stopped + " ms");
            assertTrue(stopped <= MOST_MS && started <= MOST_MS, started + " ms, " + stopped + " ms");
        }
    }
}
