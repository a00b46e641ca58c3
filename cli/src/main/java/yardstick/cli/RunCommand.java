package yardstick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import yardstick.cli.launch.AdminClient;
import yardstick.cli.launch.BackgroundRun;
import yardstick.cli.launch.Leftovers;
import yardstick.cli.launch.ShopDirectory;
import yardstick.cli.launch.Supervisor;
import yardstick.cli.launch.UsageFailure;

@Command(name = "run", mixinStandardHelpOptions = true, description = "Start the shop; Ctrl-C stops all of it.")
final class RunCommand implements Callable<Integer> {

    @Option(names = "--port", defaultValue = "8080", description = "HTTP port (default ${DEFAULT-VALUE})")
    private int port;

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--no-demo", description = "Leave an empty database empty")
    private boolean noDemo;

    @Option(names = "--detach", description = "Return once the shop is ready and leave it running")
    private boolean detach;

    @Option(names = "--restarts", hidden = true, defaultValue = "10", description = "Most restarts in ten minutes")
    private int restarts;

    @Override
    public Integer call() {
        if (port < 1 || port > 65_535) {
            throw new UsageFailure("--port must be between 1 and 65535, not " + port + ".");
        }
        ShopDirectory shop = data.shop();
        shop.prepare();
        if (Leftovers.supervised(shop)) {
            System.out.println("This shop is running already.");
            printAddresses(shop);
            return 0;
        }
        return detach ? runDetached(shop) : runHere(shop);
    }

    private int runHere(ShopDirectory shop) {
        Supervisor supervisor = new Supervisor(shop, port, new Supervisor.Manner(!noDemo, restarts));
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop, "stop"));
        try {
            supervisor.start();
            printAddresses(shop);
            System.out.println("Ctrl-C stops it.");
            supervisor.watch();
        } catch (UsageFailure e) {
            note(shop, e);
            throw e;
        }
        return 0;
    }

    /** For the command that waits in the foreground while this one runs detached. */
    private static void note(ShopDirectory shop, UsageFailure failure) {
        try {
            Files.writeString(failureFile(shop), String.valueOf(failure.getMessage()));
        } catch (IOException e) {
            System.err.println("yardstick: " + failure.getMessage());
        }
    }

    private static Path failureFile(ShopDirectory shop) {
        return shop.path("run.failure");
    }

    private int runDetached(ShopDirectory shop) {
        List<String> arguments = new ArrayList<>(List.of(
                "run", "--port", Integer.toString(port), "--data", shop.root().toString()));
        if (noDemo) {
            arguments.add("--no-demo");
        }
        BackgroundRun.start(shop, arguments, failureFile(shop));
        printAddresses(shop);
        return 0;
    }

    private static void printAddresses(ShopDirectory shop) {
        String link =
                new AdminClient(shop).post("/api/admin/one-time-link", Map.of()).getString("url");
        System.out.println("Shop   " + shop.state().orElseThrow().getProperty("shop_url") + "/");
        System.out.println("Admin  " + link + "  (works once)");
        System.out.println("Data   " + shop.root());
    }
}
