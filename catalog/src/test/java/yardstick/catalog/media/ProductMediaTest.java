package yardstick.catalog.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.ProductId;
import yardstick.catalog.ProductMedia;
import yardstick.catalog.ProductMedia.Draft;
import yardstick.catalog.ProductMedia.Kind;
import yardstick.catalog.ProductMedia.Medium;
import yardstick.catalog.feed.TestShop;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;

/** Pictures, models, broadcasts and certificates of a product, and what is taken for none of them. */
class ProductMediaTest {

    private static final byte[] MODEL = "glTF\2\0\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PAPER = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};

    private static TestShop shop;
    private static ProductMedia media;
    private static ProductId product;
    private static byte[] picture;

    @BeforeAll
    static void open() {
        shop = new TestShop();
        media = new DefaultProductMedia(
                shop.database, shop.settings, new DefaultPictures(shop.database, shop.settings));
        shop.load("sku,title,price\nR1,Ring,900.00\n");
        product = new ProductId(shop.database.read(handle -> handle.createQuery("SELECT max(id) FROM catalog.product")
                .mapTo(Long.class)
                .one()));
        picture = Drawn.picture("png", 40, 30);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @BeforeEach
    void empty() {
        shop.database.execute(handle -> handle.execute("DELETE FROM catalog.medium"));
    }

    private static Draft draft(Kind kind, byte[] content, String address, byte[] poster) {
        return new Draft(kind, content, address, poster, "All round", "全方位", "R1-0007");
    }

    private static String refusal(Outcome<Long> outcome) {
        return assertInstanceOf(Outcome.Refused.class, outcome).refusal().code();
    }

    private static Medium only(Language language) {
        List<Medium> all = media.of(language, product);
        assertEquals(1, all.size());
        return all.getFirst();
    }

    @Test
    void modelsAndBroadcastsStandBehindAPoster() {
        assertInstanceOf(Outcome.Done.class, media.add(product, draft(Kind.MODEL, MODEL, "", picture)));
        Medium model = only(Language.ZH);
        assertEquals("全方位", model.title());
        assertTrue(model.file().endsWith(".glb"), model.file());
        String poster = model.poster();
        assertNotNull(poster);
        assertTrue(poster.startsWith("/media/p/"), poster);
        String digest = model.file().replaceAll(".*/|\\.glb", "");
        assertTrue(Files.isRegularFile(media.file(digest, "glb").orElseThrow()));
        assertTrue(media.file(digest, "pdf").isEmpty());
        assertTrue(media.file("../" + digest, "glb").isEmpty());
        media.remove(product, model.id());
        assertInstanceOf(
                Outcome.Done.class, media.add(product, draft(Kind.LIVE, NOTHING, "https://live.example/7", picture)));
        assertEquals("https://live.example/7", only(Language.EN).file());
        assertEquals("All round", only(Language.EN).title());
    }

    @Test
    void certificatesAreOfOneUnit() {
        assertInstanceOf(Outcome.Done.class, media.add(product, draft(Kind.CERTIFICATE, PAPER, "", NOTHING)));
        assertEquals("R1-0007", only(Language.EN).piece());
        assertTrue(only(Language.EN).file().endsWith(".pdf"));
        assertNull(only(Language.EN).poster());
        assertEquals(
                "catalog.medium_piece",
                refusal(media.add(product, new Draft(Kind.CERTIFICATE, PAPER, "", NOTHING, "Paper", "", " "))));
    }

    @Test
    void whatIsNoSuchThingIsRefused() {
        byte[] script = "<svg onload=alert(1)>".getBytes(StandardCharsets.US_ASCII);
        assertEquals("catalog.medium_model", refusal(media.add(product, draft(Kind.MODEL, PAPER, "", picture))));
        assertEquals("catalog.picture_refused", refusal(media.add(product, draft(Kind.IMAGE, script, "", NOTHING))));
        assertEquals("catalog.picture_refused", refusal(media.add(product, draft(Kind.MODEL, MODEL, "", NOTHING))));
        for (String address : List.of("http://live.example/7", "javascript:alert(1)", "https://a b", "")) {
            assertEquals(
                    "catalog.medium_address", refusal(media.add(product, draft(Kind.LIVE, NOTHING, address, picture))));
        }
        assertEquals(
                "catalog.medium_title",
                refusal(media.add(product, new Draft(Kind.IMAGE, picture, "", NOTHING, " ", "", ""))));
        assertEquals(List.of(), media.of(Language.EN, product));
    }

    @Test
    void nothingIsAddedToAProductThatIsNotThere() {
        ProductId nobody = new ProductId(987_654_321);
        assertFalse(media.exists(nobody));
        assertTrue(media.exists(product));
        assertEquals("catalog.no_product", refusal(media.add(nobody, draft(Kind.IMAGE, picture, "", NOTHING))));
    }
}
