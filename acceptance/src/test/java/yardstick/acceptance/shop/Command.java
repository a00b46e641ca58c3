package yardstick.acceptance.shop;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./yardstick} as a person runs it. */
public final class Command {

    /** What it printed and how it ended. */
    public record Result(int code, String output, String errors) {}

    private Command() {}

    public static Path home() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    public static Result run(String... arguments) {
        return run(Map.of(), arguments);
    }

    public static Result run(Map<String, String> environment, String... arguments) {
        return run(home().resolve("yardstick"), environment, arguments);
    }

    /** The same command of another installation. */
    public static Result at(Path script, String... arguments) {
        return run(script, Map.of(), arguments);
    }

    private static Result run(Path script, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        try {
            File errors = File.createTempFile("yardstick", ".err");
            File output = File.createTempFile("yardstick", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectOutput(output)
                    .redirectError(errors)
                    .redirectInput(new File("/dev/null"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(8, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after 8 minutes: " + command);
            }
            return new Result(process.exitValue(), read(output), read(errors));
        } catch (IOException e) {
            throw new IllegalStateException("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(File file) throws IOException {
        String text = java.nio.file.Files.readString(file.toPath(), StandardCharsets.UTF_8);
        java.nio.file.Files.delete(file.toPath());
        return text;
    }
}
