package yardstick.catalog.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.ImportDesk.Choice;
import yardstick.catalog.ImportDesk.Columns;
import yardstick.catalog.ImportDesk.State;
import yardstick.catalog.StockClaimed;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;

/** The steps a merchant takes, and what happens when the process dies between them. */
class ImportDeskTest {

    private static final String FILE = """
            Artikel,Bezeichnung,VK,Bestand,Material
            A1,Kettle,129.00,5,Steel
            A2,Tea,one,1,Tin
            A3,Cup,9.50,7,Porcelain
            """;
    private static final List<String> MEANINGS = List.of("sku", "title", "price", "stock", "attr:Material");

    private static TestShop shop;

    @BeforeAll
    static void open() {
        shop = new TestShop();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @BeforeEach
    void clear() {
        shop.clear();
    }

    private long open(String csv) {
        return done(shop.desk.open(shop.file(csv), "goods.csv", "north", "owner"));
    }

    private static <T> T done(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T>(T value)) {
            return value;
        }
        throw new AssertionError(outcome);
    }

    private State state(long id) {
        return shop.desk.run(id).orElseThrow().state();
    }

    private long compared(String csv) {
        long id = open(csv);
        done(shop.desk.compare(id, new Choice(MEANINGS, null, null)));
        assertEquals(State.COMPARED, state(id));
        return id;
    }

    private long applied(String csv) {
        long id = compared(csv);
        done(shop.desk.apply(id));
        assertEquals(State.APPLIED, state(id));
        TestShop.awaitRefresh();
        return id;
    }

    @Test
    void guessesRemembersAndChecksBeforeItChanges() {
        long id = open(FILE);
        Columns first = done(shop.desk.columns(id));
        assertEquals(List.of("", "", "", "", ""), first.targets());
        assertEquals(3, first.samples().size());
        assertTrue(
                shop.desk.compare(id, new Choice(List.of("sku", "", "", "", ""), null, null))
                        instanceof Outcome.Refused);
        done(shop.desk.compare(id, new Choice(MEANINGS, null, null)));
        String report = String.valueOf(shop.desk.run(id).orElseThrow().report());
        assertTrue(report.contains("\"created\":2") && report.contains("\"errors\":1"), report);
        assertEquals(0, shop.count("catalog.sku"));

        Columns second = done(shop.desk.columns(open(FILE)));
        assertEquals(MEANINGS, second.targets());
        assertEquals(true, second.remembered().getFirst());
    }

    @Test
    void failedRowsAreKeptShownAndTriedAgain() throws IOException {
        long id = applied(FILE);
        assertEquals("not_an_amount", shop.desk.failures(id, 10).getFirst().reason());
        StringWriter csv = new StringWriter();
        shop.desk.writeFailures(id, csv);
        assertEquals(
                "\ufefferror_line,error_column,error_reason,Artikel,Bezeichnung,VK,Bestand,Material\n"
                        + "3,VK,not_an_amount,A2,Tea,one,1,Tin\n",
                csv.toString().replace("\r", ""));
        long again = done(shop.desk.retry(id, "owner"));
        List<String> withoutPrice = new ArrayList<>(MEANINGS);
        withoutPrice.set(2, "");
        done(shop.desk.compare(again, new Choice(withoutPrice, 500L, null)));
        done(shop.desk.apply(again));
        assertEquals(3, shop.count("catalog.sku"));
        assertEquals(Money.of(500, "CNY"), price("A2"));
    }

    private Money price(String code) {
        return java.util.Objects.requireNonNull(shop.catalog
                .skus(Language.EN, List.of(shop.sku(code)))
                .values()
                .iterator()
                .next()
                .price());
    }

    @Test
    void undoRestoresWhatWasUnlessItChangedSince() {
        applied(FILE);
        long second = applied(FILE.replace("129.00", "99.00")
                        .replace("9.50", "8.00,")
                        .replace("8.00,,7", "8.00,9")
                        .replace("Porcelain", "Bone")
                + "A4,Lid,3.00,2,Steel\n");
        applied("Artikel,Bezeichnung,VK,Bestand,Material\nA3,Cup,7.00,9,Bone\n");
        shop.announcements.of(StockClaimed.class);
        done(shop.desk.undo(second, "owner"));
        TestShop.awaitRefresh();
        assertEquals(State.UNDONE, state(second));
        assertEquals(Money.of(12900, "CNY"), price("A1"));
        assertEquals(Money.of(700, "CNY"), price("A3"), "changed again since");
        assertFalse(shop.catalog
                .skus(Language.EN, List.of(shop.sku("A4")))
                .values()
                .iterator()
                .next()
                .active());
        assertEquals(0, shop.search("Lid").total());
        assertTrue(shop.desk.undo(second, "owner") instanceof Outcome.Refused, "once only");
        applied("Artikel,Bezeichnung,VK,Bestand,Material\nA4,Lid,3.00,2,Steel\n");
        assertEquals(1, shop.search("Lid").total());
    }

    @Test
    void undoAnnouncesTheFormerCount() {
        applied(FILE);
        applied(FILE.replace(",5,Steel", ",50,Steel"));
        long last = shop.desk.latest(1).getFirst().id();
        done(shop.desk.undo(last, "owner"));
        assertEquals(
                Map.of(shop.sku("A1"), 5),
                shop.announcements.of(StockClaimed.class).getLast().onHand());
    }

    @Test
    void aStepWhoseProcessDiedIsBegunAgain() {
        long id = compared(FILE);
        UUID dead = shop.database.write(
                handle -> handle.createQuery("""
                        INSERT INTO kernel.job (kind, title, heartbeat_at)
                        VALUES ('catalog.import', 'x', '2025-12-31T00:00:00Z') RETURNING id""").mapTo(UUID.class).one());
        shop.database.execute(handle -> handle.createUpdate(
                        "UPDATE catalog.import_run SET state = 'APPLYING', job_id = :job WHERE id = :id")
                .bind("job", dead)
                .bind("id", id)
                .execute());
        ImportUpkeep upkeep = new ImportUpkeep(shop.jobs, shop.workshop);
        upkeep.resume();
        assertEquals(State.APPLIED, state(id));
        assertEquals(2, shop.count("catalog.sku"));
        shop.database.execute(handle -> handle.createUpdate(
                        "UPDATE catalog.import_run SET state = 'APPLYING', job_id = :job WHERE id = :id")
                .bind("job", dead)
                .bind("id", id)
                .execute());
        upkeep.resume();
        assertEquals(State.APPLIED, state(id));
        assertEquals(1, shop.count("catalog.change_set"), "applied once");
    }

    @Test
    void anUnreadableFileLeavesNothingBehind() {
        Path file = shop.file("");
        assertTrue(shop.desk.open(file, "empty.csv", "", "owner") instanceof Outcome.Refused);
        assertFalse(Files.exists(file));
        assertTrue(shop.desk.fetch("http://127.0.0.1/goods.csv", "", "owner") instanceof Outcome.Refused);
        assertEquals(0, shop.desk.latest(9).size());
    }

    @Test
    void oldUploadsAreRemoved() throws IOException {
        Path uploads = Files.createDirectories(
                shop.settings.directory(yardstick.kernel.Setting.DATA_DIR).resolve("uploads"));
        Path old = Files.writeString(uploads.resolve("old.csv"), "x");
        Path fresh = Files.writeString(uploads.resolve("fresh.csv"), "x");
        Files.setLastModifiedTime(
                old, java.nio.file.attribute.FileTime.from(shop.clock.instant().minusSeconds(8 * 86_400)));
        Files.setLastModifiedTime(fresh, java.nio.file.attribute.FileTime.from(shop.clock.instant()));
        new ImportUpkeep(shop.jobs, shop.workshop).run();
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(fresh));
    }
}
