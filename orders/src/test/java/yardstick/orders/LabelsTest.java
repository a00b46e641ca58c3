package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.done;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.orders.shop.Shop;

/** Labels as a printer and a scanner see them. */
class LabelsTest {

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    private Shipment parcel(SkuId sku, String number) {
        Order order = shop.paid(sku, 1);
        Shipment parcel = done(shop.shipments.plan(new Shipments.Draft(order.id(), Map.of(), "sandbox"), "staff"));
        return number.isEmpty() ? parcel : done(shop.shipments.number(parcel.id(), "sf", number));
    }

    private static String read(BufferedImage image) throws Exception {
        int[] points = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return new MultiFormatReader()
                .decode(new BinaryBitmap(
                        new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), points))))
                .getText();
    }

    @Test
    void onePagePerParcelThatHasANumber() throws Exception {
        SkuId sku = shop.sku(1, 5_000, 10);
        Shipment first = parcel(sku, "SF1000000000123");
        Shipment second = parcel(sku, "SF1000000000456");
        Shipment none = parcel(sku, "");
        shop.database.execute(handle -> handle.execute("""
                UPDATE orders.orders SET address = address || '{"name": "王小明", "line1": "西湖区龙井路 1 号 🎁"}'"""));
        byte[] pdf = shop.labels.pdf(List.of(second.id(), none.id(), first.id()), Language.ZH);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertEquals(2, document.getNumberOfPages());
            assertEquals(100, document.getPage(0).getMediaBox().getWidth() / 72 * 25.4, 0.1);
            assertEquals(150, document.getPage(0).getMediaBox().getHeight() / 72 * 25.4, 0.1);
            String text = new PDFTextStripper().getText(document);
            assertTrue(text.contains("王小明") && text.contains("西湖区龙井路") && text.contains("SF1000000000123"), text);
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 203);
            int height = page.getHeight();
            assertEquals("SF1000000000456", read(page.getSubimage(0, height * 45 / 100, page.getWidth(), height / 5)));
            assertEquals(
                    "SF1000000000456", read(page.getSubimage(0, height * 3 / 4, page.getWidth() * 2 / 5, height / 4)));
        }
        assertEquals(0, shop.labels.pdf(List.of(none.id(), new ShipmentId(999)), Language.EN).length);
    }
}
