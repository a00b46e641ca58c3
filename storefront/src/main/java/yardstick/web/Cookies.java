package yardstick.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cookies of one request, and the Set-Cookie lines of its response. All are HttpOnly and SameSite=Lax. */
public final class Cookies {

    static final String BROWSER = "yk";
    static final String CART = "yk_cart";
    static final String MEMBER = "yk_session";
    static final String STAFF = "yk_staff";
    static final String CONSENT = "yk_consent";
    static final String LANGUAGE = "yk_lang";
    static final String THEME = "yk_theme";
    static final String CURRENCY = "yk_currency";
    static final String FLASH = "yk_flash";

    /** Receives whole Set-Cookie lines. */
    @FunctionalInterface
    public interface Sink {
        void add(String line);
    }

    private final Map<String, String> values;
    private final Sink sink;
    private final boolean secure;

    public Cookies(@Nullable String header, boolean secure, Sink sink) {
        this.values = parse(header);
        this.secure = secure;
        this.sink = sink;
    }

    private static Map<String, String> parse(@Nullable String header) {
        Map<String, String> values = new HashMap<>();
        if (header == null) {
            return values;
        }
        for (String pair : header.split(";", 50)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
        }
        return values;
    }

    public @Nullable String get(String name) {
        return values.get(name);
    }

    public void set(String name, String value, Duration age) {
        values.put(name, value);
        write(name, value, age.toSeconds());
    }

    public void clear(String name) {
        if (values.remove(name) != null) {
            write(name, "", 0);
        }
    }

    private void write(String name, String value, long seconds) {
        sink.add(name + '=' + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : ""));
    }
}
