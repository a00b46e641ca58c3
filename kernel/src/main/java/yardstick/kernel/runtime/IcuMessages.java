package yardstick.kernel.runtime;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;

/** Loads every module's texts once; plain texts are served as they are, patterns are formatted by ICU. */
public final class IcuMessages implements Messages {

    /** The files that may bring texts: one of each module, and further ones of its large parts. Missing ones bring none. */
    public static final List<String> MODULES = List.of(
            "kernel",
            "catalog",
            "orders",
            "orders-after",
            "orders-mail",
            "orders-risk",
            "membership",
            "tracking",
            "recommendation",
            "metrics",
            "storefront",
            "shop-after",
            "admin",
            "admin-desk",
            "admin-goods",
            "shop-goods");

    private final Map<Language, Map<String, Entry>> texts = new EnumMap<>(Language.class);

    private record Entry(String pattern, boolean plain) {}

    private IcuMessages() {}

    public static IcuMessages load() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return load(context == null ? IcuMessages.class.getClassLoader() : context);
    }

    public static IcuMessages load(ClassLoader loader) {
        IcuMessages messages = new IcuMessages();
        for (Language language : Language.values()) {
            Map<String, Entry> entries = new HashMap<>();
            for (String module : MODULES) {
                read(loader, "i18n/" + module + "_" + language.code() + ".properties")
                        .forEach((key, value) -> entries.put((String) key, entry((String) value)));
            }
            messages.texts.put(language, Map.copyOf(entries));
        }
        return messages;
    }

    private static Entry entry(String pattern) {
        boolean plain = pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0;
        return new Entry(pattern, plain);
    }

    private static Properties read(ClassLoader loader, String name) {
        Properties properties = new Properties();
        try (InputStream stream = loader.getResourceAsStream(name)) {
            if (stream != null) {
                properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read texts " + name, e);
        }
        return properties;
    }

    /** Keys that have a text in this language. */
    public Set<String> keys(Language language) {
        return texts.getOrDefault(language, Map.of()).keySet();
    }

    @Override
    public String text(Language language, String key, Map<String, ?> arguments) {
        Entry entry = texts.getOrDefault(language, Map.of()).get(key);
        if (entry == null) {
            throw new IllegalArgumentException("no " + language.tag() + " text for " + key);
        }
        if (entry.plain()) {
            return entry.pattern();
        }
        return new MessageFormat(entry.pattern(), language.locale()).format(new HashMap<>(arguments));
    }
}
