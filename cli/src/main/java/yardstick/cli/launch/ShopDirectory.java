package yardstick.cli.launch;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/** Where one shop keeps its data: database, index, events, uploads, logs, secrets and the state of its processes. */
public final class ShopDirectory {

    private final Path root;

    public ShopDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    public Path root() {
        return root;
    }

    public Path path(String name) {
        return root.resolve(name);
    }

    /** Makes the directory and checks that a shop can live in it. */
    public void prepare() {
        try {
            Files.createDirectories(root);
            for (String name : new String[] {"logs", "sandbox", "uploads", "index", "events"}) {
                Files.createDirectories(root.resolve(name));
            }
            Path probe = Files.createTempFile(root, "probe", null);
            Files.delete(probe);
            long free = Files.getFileStore(root).getUsableSpace() >> 20;
            int least = settings().number(Setting.DATA_FREE_MIB);
            if (free < least) {
                throw new UsageFailure("only " + free + " MiB free in " + root + "; a shop needs at least " + least
                        + " MiB. Free some space or choose another place with --data DIR.");
            }
        } catch (IOException e) {
            throw new UsageFailure("cannot write to " + root + " ("
                    + e.getClass().getSimpleName() + "); choose another place with --data DIR or change its owner.");
        }
    }

    /**
     * Keys and passwords of this shop, made at first start, readable by the owner alone. The address of a mail server is
     * secret, too, but nothing that can be made up: without one mail is written to a directory.
     */
    public Map<Setting, String> secrets() {
        Path file = path("secrets.properties");
        Properties properties = load(file);
        SecureRandom random = new SecureRandom();
        Map<Setting, String> secrets = new TreeMap<>();
        properties.remove(Setting.MAIL_SMTP_URL.key());
        for (Setting setting : Setting.values()) {
            if (setting.secret() && setting != Setting.MAIL_SMTP_URL) {
                String value = (String) properties.computeIfAbsent(setting.key(), key -> newSecret(random));
                secrets.put(setting, value);
            }
        }
        properties.computeIfAbsent("database.password", key -> newSecret(random));
        store(file, properties);
        return secrets;
    }

    public String databasePassword() {
        return load(path("secrets.properties")).getProperty("database.password", "");
    }

    public String adminToken() {
        return load(path("secrets.properties")).getProperty(Setting.ADMIN_TOKEN.key(), "");
    }

    private static String newSecret(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The processes of the running shop, as last written by its supervisor. */
    public Optional<Properties> state() {
        Path file = path("run.properties");
        return Files.exists(file) ? Optional.of(load(file)) : Optional.empty();
    }

    public void writeState(Properties state) {
        store(path("run.properties"), state);
    }

    public void clearState() {
        try {
            Files.deleteIfExists(path("run.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Environment and {@code yardstick.properties}, checked. */
    public Settings settings() {
        Path file = path("yardstick.properties");
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.put("YARDSTICK_CONFIG", file.toString());
        Settings settings = Settings.fromEnvironment(environment);
        List<String> problems = settings.problems();
        if (!problems.isEmpty()) {
            throw new UsageFailure(String.join("; ", problems) + ". Mend it in " + file
                    + " or the environment; docs/settings.md lists all settings.");
        }
        return settings;
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UsageFailure(
                        "cannot read " + file + " (" + e.getClass().getSimpleName() + ").");
            }
        }
        return properties;
    }

    private static void store(Path file, Properties properties) {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(temporary);
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (Writer writer = Files.newBufferedWriter(temporary)) {
                properties.store(writer, null);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UsageFailure("cannot write " + file + " (" + e.getClass().getSimpleName() + ").");
        }
    }
}
