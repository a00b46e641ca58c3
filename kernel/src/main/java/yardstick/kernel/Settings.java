package yardstick.kernel;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** True when somebody set it: the value does not come from the default. */
    public boolean isSet(Setting setting) {
        return environment.containsKey(setting.environmentName()) || file.containsKey(setting.key());
    }

    /** What is wrong with the values, one readable line each: key, value, what is allowed. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (String key : file.stringPropertyNames()) {
            if (Arrays.stream(Setting.values())
                    .noneMatch(setting -> setting.key().equals(key))) {
                problems.add("unknown setting '" + key + "'");
            }
        }
        for (Setting setting : Setting.values()) {
            String value = text(setting);
            String allowed = setting.allowed(value);
            if (!allowed.isEmpty()) {
                problems.add("setting " + setting.key() + " must be " + allowed + ", not '" + value + "'");
            }
        }
        return problems;
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
