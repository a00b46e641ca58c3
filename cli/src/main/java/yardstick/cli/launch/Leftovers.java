package yardstick.cli.launch;

import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes of this shop that outlived a killed supervisor. Only ids this shop wrote down itself are ended. */
public final class Leftovers {

    private Leftovers() {}

    /** True when the supervisor that wrote the state is alive. */
    public static boolean supervised(ShopDirectory shop) {
        return shop.state().flatMap(state -> process(state, "supervisor")).isPresent();
    }

    /** Ends what is left and forgets the state. */
    public static void end(ShopDirectory shop) {
        shop.state().ifPresent(state -> {
            for (String name : new String[] {"server", "sandbox", "database"}) {
                process(state, name).ifPresent(Leftovers::end);
            }
        });
        shop.clearState();
    }

    private static Optional<ProcessHandle> process(Properties state, String name) {
        long pid = Long.parseLong(state.getProperty("pid." + name, "-1"));
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .command()
                        .map(command -> command.contains("java") || command.contains("postgres"))
                        .orElse(false));
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
