package yardstick.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import yardstick.cli.launch.ShopDirectory;

@Command(name = "status", mixinStandardHelpOptions = true, description = "Say whether the shop runs, and where.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--json", description = "One JSON document on standard output")
    private boolean json;

    @Override
    public Integer call() {
        JsonObject status = status(data.shop());
        if (json) {
            System.out.println(status);
        } else {
            System.out.println("Health " + status.getString("health"));
            System.out.println("Shop   " + status.getString("shop_url", "-"));
            System.out.println("Admin  " + status.getString("admin_url", "-"));
            System.out.println("Data   " + status.getString("data_dir"));
        }
        return status.getString("health").equals("up") ? 0 : 1;
    }

    private static JsonObject status(ShopDirectory shop) {
        Properties state = shop.state().orElse(new Properties());
        JsonObjectBuilder pids = Json.createObjectBuilder();
        boolean supervised = false;
        for (String name : new String[] {"supervisor", "server", "database", "sandbox"}) {
            long pid = Long.parseLong(state.getProperty("pid." + name, "-1"));
            boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
            if (alive) {
                pids.add(name, pid);
                supervised |= name.equals("supervisor");
            }
        }
        String url = state.getProperty("shop_url");
        JsonObjectBuilder status = Json.createObjectBuilder();
        status.add("health", url == null ? "stopped" : health(url, supervised));
        if (url != null) {
            status.add("shop_url", url + "/")
                    .add("admin_url", url + "/admin/")
                    .add("sandbox_url", state.getProperty("sandbox_url", ""))
                    .add("database_url", state.getProperty("database_url", ""))
                    .add("since", state.getProperty("at", ""));
        }
        return status.add("data_dir", shop.root().toString())
                .add("pids", pids)
                .add("version", "1.0")
                .build();
    }

    private static String health(String url, boolean supervised) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(url + "/health/ready").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(3000);
            int answer = connection.getResponseCode();
            return answer == 200 ? "up" : "starting";
        } catch (IOException e) {
            return supervised ? "starting" : "down";
        }
    }
}
