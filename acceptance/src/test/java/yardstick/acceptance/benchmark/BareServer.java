package yardstick.acceptance.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import yardstick.acceptance.shop.RunningShop;

/** A second server of the same Open Liberty with nothing but {@link BareServlet}, on the shop's database. */
final class BareServer implements AutoCloseable {

    static final int PORT = 23_190;

    private final Process process;

    private BareServer(Process process) {
        this.process = process;
    }

    static BareServer on(RunningShop shop) throws Exception {
        Path user = Path.of("target", "bare", "usr").toAbsolutePath();
        Path server = user.resolve("servers/bare");
        Files.createDirectories(server.resolve("apps"));
        Path source = Path.of("../app-ear/target/usr/servers/yardstick");
        String configuration = Files.readString(source.resolve("server.xml"))
                .replaceAll("<feature>(restfulWS|jsonb|persistence|mpHealth|mpOpenAPI|cdi|concurrent).*</feature>", "")
                .replaceAll("<cdi [^>]*/>", "")
                .replaceAll(
                        "<enterpriseApplication[^>]*/>",
                        "<webApplication location=\"bare.war\" contextRoot=\"/bare\"/>");
        Files.writeString(server.resolve("server.xml"), configuration);
        Files.createDirectories(server.resolve("jdbc"));
        Files.copy(
                source.resolve("jdbc/postgresql.jar"),
                server.resolve("jdbc/postgresql.jar"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        ShrinkWrap.create(WebArchive.class, "bare.war")
                .addClasses(BareServlet.class, BareOrderServlet.class)
                .as(ZipExporter.class)
                .exportTo(server.resolve("apps/bare.war").toFile(), true);
        BareServer bare = new BareServer(launch(shop, user));
        bare.awaitUp();
        return bare;
    }

    private static Process launch(RunningShop shop, Path user) throws IOException {
        Path liberty = Path.of("../app-ear/target/liberty/wlp").toAbsolutePath().normalize();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Files.readAllLines(Path.of("../app-ear/target/usr/servers/yardstick/jvm.options")).stream()
                .filter(line -> !line.isBlank())
                .forEach(command::add);
        command.addAll(
                List.of("-jar", liberty.resolve("bin/tools/ws-server.jar").toString(), "bare"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("target/bare/server.log"));
        builder.environment().put("WLP_USER_DIR", user.toString());
        builder.environment().put("YARDSTICK_HTTP_PORT", Integer.toString(PORT));
        builder.environment().put("YARDSTICK_DB_URL", shop.status().getString("database_url"));
        builder.environment().put("YARDSTICK_DB_USER", "postgres");
        builder.environment().put("YARDSTICK_DB_PASSWORD", shop.secret("database.password"));
        return builder.start();
    }

    private void awaitUp() throws Exception {
        LoadClient client = new LoadClient(PORT, "");
        for (int i = 0; i < 120; i++) {
            try {
                if (client.run(1, 1, n -> "/bare/page?after=0").errors() == 0) {
                    return;
                }
            } catch (java.util.concurrent.ExecutionException e) {
                Thread.sleep(500);
            }
        }
        throw new IllegalStateException("the bare server did not start; see target/bare/server.log");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
