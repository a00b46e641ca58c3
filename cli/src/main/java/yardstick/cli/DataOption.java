package yardstick.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import yardstick.cli.launch.ShopDirectory;

/** {@code --data DIR}, the same for every command. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the shop keeps its data (default: YARDSTICK_DATA, else data/ beside ./yardstick)")
    private @Nullable Path directory;

    ShopDirectory shop() {
        if (directory != null) {
            return new ShopDirectory(directory);
        }
        String fromEnvironment = System.getenv("YARDSTICK_DATA");
        if (fromEnvironment != null && !fromEnvironment.isBlank()) {
            return new ShopDirectory(Path.of(fromEnvironment));
        }
        String home = System.getenv("YARDSTICK_HOME");
        return new ShopDirectory(Path.of(home == null ? "." : home, "data"));
    }
}
