package yardstick.cli;

import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import yardstick.cli.launch.Leftovers;
import yardstick.cli.launch.ShopDirectory;
import yardstick.cli.launch.UsageFailure;

@Command(name = "stop", mixinStandardHelpOptions = true, description = "Stop a shop that runs in the background.")
final class StopCommand implements Callable<Integer> {

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        ShopDirectory shop = data.shop();
        Optional<Properties> state = shop.state();
        if (state.isEmpty()) {
            System.out.println("No shop is running on " + shop.root() + ".");
            return 0;
        }
        Optional<ProcessHandle> supervisor =
                ProcessHandle.of(Long.parseLong(state.get().getProperty("pid.supervisor", "-1")));
        if (supervisor.isPresent() && Leftovers.supervised(shop)) {
            supervisor.get().destroy();
            try {
                supervisor.get().onExit().get(60, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new UsageFailure("the shop has not stopped within 60 s; see " + shop.path("logs") + ".");
            }
        }
        Leftovers.end(shop);
        System.out.println("Stopped. The data is in " + shop.root() + ".");
        return 0;
    }
}
