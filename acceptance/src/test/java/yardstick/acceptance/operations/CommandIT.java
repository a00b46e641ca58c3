package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.acceptance.shop.Command;
import yardstick.acceptance.shop.RunningShop;

/** What a person gets who gives the command something wrong: one line, exit code 2, no stack trace. */
class CommandIT {

    @TempDir
    Path folder;

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefused(
                    Command.run("run", "--port", port, "--data", folder.toString()),
                    "port " + port + " is taken by another program; choose another with --port N.");
        }
    }

    @Test
    void aWrongSettingIsNamedWithWhatIsAllowed() throws IOException {
        Files.writeString(folder.resolve("yardstick.properties"), "shop.zone=Atlantis\nshop.colour=red\n");
        Command.Result result = Command.run("run", "--data", folder.toString());
        assertRefused(result, "unknown setting 'shop.colour'");
        assertTrue(result.errors().contains("shop.zone must be a time zone such as Asia/Shanghai, not 'Atlantis'"));
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("a-file"), "");
        assertRefused(
                Command.run("run", "--data", file.resolve("shop").toString()), "choose another place with --data");
    }

    @Test
    void aDiskWithoutRoomIsNamedWithWhatIsNeeded() {
        Command.Result result =
                Command.run(Map.of("YARDSTICK_DATA_FREE_MIB", "2000000000"), "run", "--data", folder.toString());
        assertRefused(result, "MiB free in " + folder + "; a shop needs at least 2000000000 MiB. Free some space");
        assertEquals(1, result.errors().lines().count(), result.errors());
    }

    @Test
    void aMissingJdkSaysWhatToInstall() throws IOException {
        Path script = Files.copy(Command.home().resolve("yardstick"), folder.resolve("yardstick"));
        String hidden = Files.readString(script)
                .replace("/usr/lib/jvm/*", "/nowhere/*")
                .replace("/opt/java/* /opt/jdk*", "/nowhere/*")
                .replace("command -v javac", "command -v no-such-javac");
        Files.writeString(script, hidden);
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), "run").redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(output.startsWith("yardstick: needs a JDK 25"), output);
        assertEquals(1, output.lines().count());
        assertEquals(2, process.onExit().join().exitValue());
    }

    @Test
    void commandsThatNeedAShopSayHowToStartOne() {
        assertRefused(
                Command.run("panel", "--json", "--data", folder.toString()),
                "no shop is running on " + folder + "; start it with ./yardstick run --detach");
    }

    @Test
    void aMissingFileIsNamed() {
        RunningShop shop = RunningShop.empty();
        assertRefused(shop.run("import", "orders", "no-such-file.csv"), "cannot read the file no-such-file.csv.");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertRefused(Command.run("run", "--colour", "red"), "Unknown options: '--colour', 'red'");
    }

    @Test
    void statusPrintsOneJsonDocument() {
        RunningShop shop = RunningShop.empty();
        assertEquals("up", shop.status().getString("health"));
        assertEquals(shop.url() + "/", shop.status().getString("shop_url"));
        assertTrue(shop.status().getJsonObject("pids").keySet().contains("database"));
        Command.Result stopped = Command.run(
                Map.of(), "status", "--json", "--data", folder.resolve("none").toString());
        assertTrue(stopped.output().contains("\"health\":\"stopped\""), stopped.output());
        assertEquals(1, stopped.code());
    }

    private static void assertRefused(Command.Result result, String expected) {
        assertTrue(result.errors().contains(expected), result.errors());
        assertEquals(2, result.code());
        assertFalse(result.errors().contains("\tat "), result.errors());
        assertEquals("", result.output());
    }
}
