package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.done;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.orders.AfterSales.Actor;
import yardstick.orders.AfterSales.Request;
import yardstick.orders.AfterSales.Wanted;
import yardstick.orders.Invoices.Document;
import yardstick.orders.shop.Shop;

/** Numbers without gaps, and papers that can be read again, Chinese included. */
class InvoiceTest {

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.audit();
        shop.close();
    }

    private Order paid(SkuId sku, int units) {
        Order order = shop.order(shop.place(shop.cartWith(sku, units)).orderToken());
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
        return shop.again(order);
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            int fonts = 0;
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertTrue(font.isEmbedded(), font.getName() + " is not embedded");
                    assertTrue(font.getName().contains("NotoSansSC"), font.getName() + " has no Chinese");
                    fonts++;
                }
            }
            assertTrue(fonts > 0, "no text at all");
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    @Test
    void invoiceIsReadableInBothLanguages() throws IOException {
        SkuId sku = shop.sku(1, 5_000, 10);
        Order order = paid(sku, 2);
        shop.database.execute(handle -> handle.execute(
                "UPDATE orders.order_line SET title = '龙井绿茶 <100克> & 青花瓷杯' WHERE order_id = ?",
                order.id().value()));
        List<Document> documents = shop.invoices.of(order.id());
        assertEquals(1, documents.size());
        assertEquals(order.total(), documents.getFirst().total());
        String number = documents.getFirst().number();
        byte[] chinese = shop.invoices.pdf(order.id(), number, Language.ZH).orElseThrow();
        String zh = text(chinese);
        assertTrue(zh.contains("龙井绿茶 <100克> & 青花瓷杯"), zh);
        assertTrue(zh.contains("发票号码") && zh.contains(number), zh);
        String en = text(shop.invoices.pdf(order.id(), number, Language.EN).orElseThrow());
        assertTrue(en.contains("Invoice number") && en.contains("CNY 100.00"), en);
        assertTrue(chinese.length < 400_000, "only the glyphs that are used: " + chinese.length);
    }

    @Test
    void taxThatPricesContainIsNamedByItsRate() throws IOException {
        done(shop.tariffs.keep(new Tariffs.Tax("CN", "standard", 1_300, true, "VAT", "增值税")));
        Order order = paid(shop.sku(1, 5_000, 10), 2);
        String number = shop.invoices.of(order.id()).getFirst().number();
        String en = text(shop.invoices.pdf(order.id(), number, Language.EN).orElseThrow());
        assertTrue(en.contains("Contains VAT at 13 % · in CNY 100.00 CNY 11.50"), en);
        assertTrue(en.contains("China"), en);
        String zh = text(shop.invoices.pdf(order.id(), number, Language.ZH).orElseThrow());
        assertTrue(zh.contains("含增值税，税率 13 %") && zh.contains("中国"), zh);
        assertEquals(10_000, shop.invoices.of(order.id()).getFirst().total().minor());
    }

    @Test
    void unpaidOrdersHaveNoneAndRefundsHaveCreditNotes() throws IOException {
        SkuId sku = shop.sku(1, 5_000, 10);
        assertEquals(List.of(), shop.invoices.of(shop.waiting(sku).id()));
        Order order = paid(sku, 2);
        done(shop.afterSales.cancel(
                new Request(order.id(), List.of(new Wanted(1, 1, "changed_mind")), null, "", Actor.SHOPPER)));
        shop.later();
        List<Document> documents = shop.invoices.of(order.id());
        assertEquals(2, documents.size());
        assertTrue(documents.getLast().creditNote());
        assertEquals(5_000, documents.getLast().total().minor());
        String zh = text(shop.invoices
                .pdf(order.id(), documents.getLast().number(), Language.ZH)
                .orElseThrow());
        assertTrue(zh.contains("标价"), zh);
        assertTrue(shop.invoices
                .pdf(shop.waiting(sku).id(), documents.getLast().number(), Language.EN)
                .isEmpty());
    }

    @Test
    void numbersHaveNoGapsWhenAllAskAtOnce() throws Exception {
        SkuId sku = shop.sku(1, 5_000, 100);
        List<Order> orders = IntStream.range(0, 16).mapToObj(i -> paid(sku, 1)).toList();
        CountDownLatch gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                OrderId id = orders.get(i % 16).id();
                threads.submit(() -> {
                    gate.await();
                    return shop.invoices.of(id);
                });
            }
            gate.countDown();
        }
        assertEquals(16, shop.number("SELECT count(*) FROM orders.invoice"));
        assertEquals(16, shop.number("SELECT max(no) FROM orders.invoice"));
        assertEquals(16, shop.number("SELECT last FROM orders.invoice_counter"));
    }
}
