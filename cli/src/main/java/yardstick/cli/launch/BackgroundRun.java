package yardstick.cli.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts this command again as a process of its own session and waits until it is up or has given up. */
public final class BackgroundRun {

    private BackgroundRun() {}

    public static void start(ShopDirectory shop, List<String> arguments, Path failureFile) {
        start(shop, new ProcessBuilder(Installation.fromEnvironment().self(arguments)), failureFile);
    }

    /** With no setting of the environment: what runs there is the shop's own file and nothing else. */
    public static void alone(ShopDirectory shop, List<String> arguments, Path failureFile) {
        ProcessBuilder builder =
                new ProcessBuilder(Installation.fromEnvironment().self(arguments));
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("YARDSTICK_")
                        && !name.equals("YARDSTICK_HOME")
                        && !name.equals("YARDSTICK_BUILT"));
        start(shop, builder, failureFile);
    }

    private static void start(ShopDirectory shop, ProcessBuilder builder, Path failureFile) {
        try {
            Files.deleteIfExists(failureFile);
            Path log = shop.path("logs").resolve("supervisor.log");
            Process process = builder.redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            while (!up(shop)) {
                if (!process.isAlive()) {
                    throw new UsageFailure(
                            Files.exists(failureFile)
                                    ? Files.readString(failureFile)
                                    : "the shop did not start; see " + log + ".");
                }
                Thread.sleep(100);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageFailure("interrupted; the shop may still be starting, see ./yardstick status.");
        }
    }

    private static boolean up(ShopDirectory shop) {
        return shop.state()
                .map(state -> state.getProperty("phase", "").equals("up"))
                .orElse(false);
    }
}
