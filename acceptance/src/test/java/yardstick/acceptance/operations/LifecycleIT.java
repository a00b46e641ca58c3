package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.acceptance.shop.Command;
import yardstick.acceptance.shop.CsvFile;

/** A shop in the foreground: its addresses, Ctrl-C, and what is still there afterwards. */
class LifecycleIT {

    private static final int PORT = 23_188;

    @TempDir
    Path folder;

    @Test
    void ctrlCStopsAllOfItAndTheDataIsStillThere() throws Exception {
        // Whoever runs the tests in the background ignores Ctrl-C, and processes inherit that.
        Process shop = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        Command.home().resolve("yardstick").toString(),
                        "run",
                        "--no-demo",
                        "--port",
                        Integer.toString(PORT),
                        "--data",
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        List<String> said = addresses(shop);
        assertTrue(said.stream().anyMatch(line -> line.contains("http://localhost:" + PORT + "/")), said::toString);
        assertTrue(said.stream().anyMatch(line -> line.startsWith("Admin")), said::toString);
        assertTrue(said.stream().anyMatch(line -> line.contains(folder.toString())), said::toString);
        JsonObject pids = status().getJsonObject("pids");
        assertTrue(pids.keySet().containsAll(List.of("database", "sandbox", "server")), pids::toString);
        String file = CsvFile.write("kept.csv", List.of("sku,title,category,price,stock", "KEPT-1,Kept,Things,5.00,3"))
                .toString();
        assertEquals(0, command("import", "catalog", file).code());

        new ProcessBuilder("kill", "-INT", Long.toString(shop.pid())).start().waitFor();
        assertTrue(shop.waitFor(60, TimeUnit.SECONDS), "it ends");
        for (String name : pids.keySet()) {
            long pid = pids.getJsonNumber(name).longValue();
            assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false), name + " was left running");
        }
        new ServerSocket(PORT, 1, InetAddress.getLoopbackAddress()).close();
        assertEquals("stopped", status().getString("health"));

        assertEquals(
                0,
                command("run", "--detach", "--no-demo", "--port", Integer.toString(PORT))
                        .code());
        try {
            Command.Result again = command("import", "catalog", "--json", file);
            assertEquals(1, object(again.output()).getInt("unchanged"), again.output());
        } finally {
            assertEquals(0, command("stop").code());
        }
    }

    /** All lines up to the last one of the greeting. */
    private static List<String> addresses(Process shop) throws Exception {
        List<String> said = new ArrayList<>();
        BufferedReader reader = shop.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            said.add(line);
            if (line.startsWith("Ctrl-C")) {
                return said;
            }
        }
        throw new IllegalStateException("the shop did not start: " + said);
    }

    private Command.Result command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.toString()));
        return Command.run(Map.of(), all.toArray(String[]::new));
    }

    private JsonObject status() {
        return object(command("status", "--json").output());
    }

    private static JsonObject object(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
