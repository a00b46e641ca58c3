package yardstick.kernel;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Properties;

/** The effective value of every {@link Setting}: environment, then {@code yardstick.properties}, then default. */
public final class Settings {

    private final Map<String, String> environment;
    private final Properties file;

    Settings(Map<String, String> environment, Properties file) {
        this.environment = environment;
        this.file = file;
    }

    /** Reads the file named by {@code YARDSTICK_CONFIG}, when there is one. */
    public static Settings fromEnvironment(Map<String, String> environment) {
        Properties file = new Properties();
        String name = environment.get("YARDSTICK_CONFIG");
        if (name != null && Files.exists(Path.of(name))) {
            try (Reader reader = Files.newBufferedReader(Path.of(name))) {
                file.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read settings file " + name, e);
            }
        }
        return new Settings(environment, file);
    }

    /** For tests and tools: just these values over the defaults. */
    public static Settings of(Map<Setting, String> values) {
        Properties file = new Properties();
        values.forEach((setting, value) -> file.setProperty(setting.key(), value));
        return new Settings(Map.of(), file);
    }

    public String text(Setting setting) {
        String fromEnvironment = environment.get(setting.environmentName());
        if (fromEnvironment != null) {
            return fromEnvironment;
        }
        return file.getProperty(setting.key(), setting.defaultValue());
    }

    public int number(Setting setting) {
        try {
            return Integer.parseInt(text(setting));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "setting " + setting.key() + " must be a whole number, not '" + text(setting) + "'", e);
        }
    }

    public boolean isOn(Setting setting) {
        return Boolean.parseBoolean(text(setting));
    }

    public Path directory(Setting setting) {
        return Path.of(text(setting));
    }

    public ZoneId zone() {
        return ZoneId.of(text(Setting.SHOP_ZONE));
    }

    public String currency() {
        return text(Setting.SHOP_CURRENCY);
    }
}
