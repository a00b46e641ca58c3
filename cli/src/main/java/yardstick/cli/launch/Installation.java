package yardstick.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The built product: Open Liberty, the server with the EAR, the sandbox. */
final class Installation {

    private final Path home;

    Installation(Path home) {
        this.home = home;
    }

    static Installation fromEnvironment() {
        String home = System.getenv("YARDSTICK_HOME");
        if (home == null) {
            throw new UsageFailure("YARDSTICK_HOME is not set; start this through ./yardstick.");
        }
        return new Installation(Path.of(home));
    }

    Path liberty() {
        return there(home.resolve("app-ear/target/liberty/wlp"));
    }

    Path userDirectory() {
        return there(home.resolve("app-ear/target/usr"));
    }

    Path application() {
        return there(userDirectory().resolve("servers/yardstick/apps/yardstick.ear"));
    }

    /**
     * The server as its own script starts it, without the Java agent that only injects trace points: it costs a
     * quarter of the start's processor time.
     */
    List<String> serverCommand() {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(options(userDirectory().resolve("servers/yardstick/jvm.options")));
        command.addAll(options(liberty().resolve("lib/platform/java/java9.options")));
        command.add("-jar");
        command.add(liberty().resolve("bin/tools/ws-server.jar").toString());
        command.add("yardstick");
        return command;
    }

    private static List<String> options(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UsageFailure("cannot read " + file + "; run ./yardstick build again.");
        }
    }

    List<String> sandboxCommand(int port, Path data, String merchant) {
        Path target = there(home.resolve("sandbox/target"));
        String classPath = target.resolve("sandbox-1.0.0-SNAPSHOT.jar") + ":" + target.resolve("lib") + "/*";
        return List.of(
                java(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                classPath,
                "yardstick.sandbox.Main",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString(),
                "--merchant",
                merchant);
    }

    /** This command again, to live on in the background. */
    List<String> self(List<String> arguments) {
        Path target = home.resolve("cli/target");
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                java(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                target.resolve("cli.jar") + ":" + target.resolve("lib") + "/*",
                "yardstick.cli.Main"));
        command.addAll(arguments);
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path there(Path path) {
        if (!Files.exists(path)) {
            throw new UsageFailure(path + " is missing; run ./yardstick build again.");
        }
        return path;
    }
}
