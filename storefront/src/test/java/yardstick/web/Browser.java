package yardstick.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.runtime.IcuMessages;

/** A browser of tests: makes visits and the pages they would see, without a server and without a database. */
public final class Browser {

    public static final String COOKIE = "AAAAAAAAAAAAAAAAAAAAAA";
    public static final Settings SETTINGS = Settings.of(Map.of(
            Setting.SECRET_KEY, "a key for tests only", Setting.SHOP_NAME, "Yardstick", Setting.ADMIN_TOKEN, "token"));
    public static final Seal SEAL = new Seal(SETTINGS);

    private static final IcuMessages MESSAGES = IcuMessages.load();
    private static final Assets ASSETS = assets();

    /** Set-Cookie lines of the responses so far. */
    public final List<String> received = new ArrayList<>();

    private final CurrentVisit current = new CurrentVisit();
    private final Pages pages = new Pages(new Pages.Parts(current, MESSAGES, ASSETS, SETTINGS));

    public static IcuMessages messages() {
        return MESSAGES;
    }

    static Assets assets() {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> paths = Files.list(Path.of("src/main/webapp/assets"))) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Assets assets = new Assets();
        assets.load(files);
        return assets;
    }

    /** Opens an address ({@code /en/cart?a=b}) with these cookies besides the browser's own. */
    public Visit visit(String method, String address, String cookies) {
        int question = address.indexOf('?');
        Incoming incoming = new Incoming(
                "request-1",
                method,
                question < 0 ? address : address.substring(0, question),
                question < 0 ? "" : address.substring(question + 1),
                "https://shop.test",
                "",
                "test",
                "");
        @Nullable String header = cookies.isEmpty() ? "yk=" + COOKIE : "yk=" + COOKIE + "; " + cookies;
        Visit visit =
                new Visit(incoming, new Visit.Parts(new Cookies(header, true, received::add), SEAL, new Sessions()));
        current.begin(visit);
        return visit;
    }

    public Visit get(String address) {
        return visit("GET", address, "yk_consent=1.A");
    }

    public Pages pages() {
        return pages;
    }

    public CurrentVisit current() {
        return current;
    }

    public String html(String template, View page, Object view) {
        return new String(pages.render(template, page, view).toByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
