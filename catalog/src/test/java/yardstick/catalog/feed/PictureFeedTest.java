package yardstick.catalog.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yardstick.catalog.Pictures;
import yardstick.catalog.ProductPage;
import yardstick.catalog.extract.PageDownload;
import yardstick.catalog.media.DefaultPictures;
import yardstick.catalog.media.Drawn;
import yardstick.catalog.media.PictureUpkeep;
import yardstick.kernel.Language;

/** Pictures that a feed names by address. */
class PictureFeedTest {

    private static final String FEED = """
            sku,title,price,image
            P1,Red lamp,10,https://example.com/lamp.png
            P2,Blue lamp,11,https://example.com/gone.jpg
            P3,Green lamp,12,http://127.0.0.1/inside.png
            P4,Grey lamp,13,/media/own/grey.svg
            """;

    private static TestShop shop;
    private static DefaultPictures pictures;
    private static final List<String> asked = new ArrayList<>();

    @BeforeAll
    static void open() {
        shop = new TestShop();
        pictures = new DefaultPictures(shop.database, shop.settings);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    /** A web of two addresses; everything else is asked of the real one, whose guard refuses. */
    private static byte[] web(String address) throws IOException {
        asked.add(address);
        if (address.endsWith("lamp.png")) {
            return Drawn.picture("png", 900, 900);
        }
        if (address.endsWith("gone.jpg")) {
            throw new IOException("the server answered 503");
        }
        return PageDownload.picture(address);
    }

    private static List<String> images(String slug) {
        return shop.catalog.product(Language.EN, slug).map(ProductPage::images).orElseThrow();
    }

    @Test
    void areFetchedKeptAndShownOrRefusedWithAReason() {
        shop.load(FEED);
        assertEquals(List.of(), images("red-lamp-p1"), "nothing is shown before it is there");
        PictureUpkeep upkeep = new PictureUpkeep(pictures, shop.clock, shop.index, PictureFeedTest::web);
        upkeep.run();
        shop.index.drain(done -> {});
        TestShop.awaitRefresh();
        String path = images("red-lamp-p1").getFirst();
        assertTrue(path.matches("/media/p/[0-9a-f]{40}\\.[0-9a-f]{6}"), path);
        assertEquals(path, shop.search("red lamp").products().getFirst().image(), "cards show it, too");
        String digest = path.substring(9, 49);
        assertTrue(pictures.file(digest, 640).isPresent());
        assertTrue(pictures.file("../../../etc/passwd", 640).isEmpty());
        assertTrue(pictures.file(digest, 641).isEmpty());
        assertEquals(List.of("/media/own/grey.svg"), images("grey-lamp-p4"));
        assertEquals(
                Map.of("https://example.com/gone.jpg", false, "http://127.0.0.1/inside.png", true),
                pictures.missing(10).stream()
                        .collect(java.util.stream.Collectors.toMap(
                                Pictures.Missing::source, Pictures.Missing::refused)));
        assertEquals(3, asked.size());
        for (int i = 0; i < 6; i++) {
            shop.clock.advance(Duration.ofMinutes(20));
            upkeep.run();
        }
        assertEquals(7, asked.size(), "five attempts in all");
        assertTrue(pictures.missing(10).stream().allMatch(Pictures.Missing::refused));
        assertTrue(shop.load(FEED).contains("\"unchanged\":4"), "the same feed again changes nothing");
    }
}
