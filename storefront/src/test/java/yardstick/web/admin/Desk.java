package yardstick.web.admin;

import gg.jte.output.Utf8ByteOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.runtime.IcuMessages;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.web.Assets;
import yardstick.web.Cookies;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Incoming;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.Seal;
import yardstick.web.Sessions;
import yardstick.web.Staff;
import yardstick.web.Visit;

/** A desk of the admin with a person of every role, who signs in and opens pages. */
final class Desk {

    static final Settings SETTINGS = Settings.of(Map.of(
            Setting.SECRET_KEY,
            "a key for tests only",
            Setting.ADMIN_TOKEN,
            "never-shown",
            Setting.SHOP_NAME,
            "Yardstick"));

    private static final FixedClock CLOCK = new FixedClock("2026-03-01T10:00:00Z");

    final Office office;

    private final TestDatabase database = TestDatabase.with("storefront");
    private final Sessions sessions = new Sessions(database, CLOCK);
    private final Map<Role, Long> people = new EnumMap<>(Role.class);
    private final CurrentVisit current = new CurrentVisit();
    private final Pages pages = new Pages(new Pages.Parts(current, IcuMessages.load(), assets(), SETTINGS));

    Desk() {
        office = new Office(pages, current, IcuMessages.load());
        Entrance entrance = new Entrance(database, CLOCK);
        StaffBook book = new StaffBook(database, CLOCK, sessions, entrance);
        Staff owner = entrance.use(entrance.open().token()).orElseThrow();
        people.put(Role.OWNER, owner.id());
        for (Role role : Role.values()) {
            if (role.staff()
                    && role != Role.OWNER
                    && book.invite(owner, role.name(), "", role)
                            instanceof Outcome.Done<StaffBook.Invited>(StaffBook.Invited invited)) {
                people.put(
                        role, entrance.use(invited.link().token()).orElseThrow().id());
            }
        }
    }

    private static Assets assets() {
        Assets assets = new Assets();
        try {
            assets.load(Map.of(
                    "admin.css", Files.readAllBytes(Path.of("src/main/webapp/assets/admin.css")),
                    "admin.js", Files.readAllBytes(Path.of("src/main/webapp/assets/admin.js"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return assets;
    }

    /** @param role null for nobody */
    void visit(Language language, @Nullable Role role, String path) {
        Cookies cookies = new Cookies("yk_lang=" + language.code(), false, line -> {});
        Incoming incoming = new Incoming("request-1", "GET", path, "from=2026-02-01", "http://shop", "", "", "");
        Visit visit = new Visit(incoming, new Visit.Parts(cookies, new Seal(SETTINGS), sessions));
        Long person = role == null ? null : people.get(role);
        if (person != null) {
            visit.signInStaff(person);
        }
        current.begin(visit);
    }

    /** Of the current visit; kept in {@code target/preview} to look at. */
    Document render(Sheet sheet) {
        Language language = current.get().language();
        Utf8ByteOutput output =
                pages.render("admin/" + sheet.template() + ".jte", pages.view(Head.of(sheet.name())), sheet.view());
        String html = new String(output.toByteArray(), StandardCharsets.UTF_8);
        try {
            Path preview = Files.createDirectories(Path.of("target/preview"));
            Files.writeString(preview.resolve(sheet.name() + "-" + language.code() + ".html"), html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Jsoup.parse(html);
    }
}
