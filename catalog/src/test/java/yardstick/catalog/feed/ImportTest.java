package yardstick.catalog.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.CatalogImports;
import yardstick.catalog.ProductsChanged;
import yardstick.catalog.Sku;
import yardstick.catalog.StockClaimed;
import yardstick.kernel.Job;
import yardstick.kernel.Language;
import yardstick.kernel.Money;

class ImportTest {

    private static final String TWO = """
            sku,title,title_zh,brand,category,category_zh,price,stock,package_size,attr:Colour
            A1,Red kettle,红色水壶,Alba,Kitchen > Kettles,厨房 > 水壶,129.00,5,1.7 L,red
            A2,Green tea,绿茶,Bamboo,Food > Tea,食品 > 茶,19.8,0,250 G,
            """;

    private TestShop shop;

    @BeforeEach
    void open() {
        shop = new TestShop();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void createsThenFindsNothingToDo() {
        String first = shop.load(TWO);
        assertTrue(first.contains("\"rows\":2,\"created\":2,\"updated\":0,\"unchanged\":0"), first);
        long products = shop.announcements.of(ProductsChanged.class).size();
        long claims = shop.announcements.of(StockClaimed.class).size();

        String second = shop.load(TWO);
        assertTrue(second.contains("\"rows\":2,\"created\":0,\"updated\":0,\"unchanged\":2"), second);
        assertEquals(products, shop.announcements.of(ProductsChanged.class).size());
        assertEquals(claims, shop.announcements.of(StockClaimed.class).size());
        assertEquals(0, shop.count("catalog.import_row") + shop.count("catalog.import_item"));
    }

    @Test
    void announcesStockOfTheFileOnce() {
        shop.load(TWO);
        StockClaimed claim = shop.announcements.of(StockClaimed.class).getFirst();
        assertEquals(Map.of(shop.sku("A1"), 5, shop.sku("A2"), 0), claim.onHand());
        shop.load(TWO.replace(",5,1.7 L", ",9,1.7 L"));
        assertEquals(
                Map.of(shop.sku("A1"), 9),
                shop.announcements.of(StockClaimed.class).getLast().onHand());
    }

    @Test
    void updatesOnlyWhatChangedAndKeepsSlugs() {
        shop.load(TWO);
        String slug = onlySku("A1").slug();
        String report = shop.load(TWO.replace("Red kettle", "Crimson kettle").replace("129.00", "99"));
        assertTrue(report.contains("\"created\":0,\"updated\":1,\"unchanged\":1"), report);
        Sku kettle = onlySku("A1");
        assertEquals("Crimson kettle", kettle.title());
        assertEquals(Money.of(9900, "CNY"), kettle.price());
        assertEquals(slug, kettle.slug());
        assertEquals("red-kettle-a1", slug);
    }

    private Sku onlySku(String code) {
        return shop.catalog
                .skus(Language.EN, List.of(shop.sku(code)))
                .values()
                .iterator()
                .next();
    }

    @Test
    void columnsThatAreAbsentKeepTheirValues() {
        shop.load(TWO);
        String report = shop.load("sku,title\nA1,Red kettle\nA2,Green tea\n");
        assertTrue(report.contains("\"unchanged\":2"), report);
        assertEquals(Money.of(12900, "CNY"), onlySku("A1").price());
    }

    @Test
    void dryRunCountsAndChangesNothing() {
        String report = shop.load(TWO, true);
        assertTrue(report.contains("\"dry_run\":true,\"rows\":2,\"created\":2"), report);
        assertEquals(0, shop.count("catalog.product") + shop.count("catalog.category"));
        shop.load(TWO);
        String changed = shop.load(TWO.replace("129.00", "1"), true);
        assertTrue(changed.contains("\"updated\":1,\"unchanged\":1"), changed);
        assertEquals(Money.of(12900, "CNY"), onlySku("A1").price());
    }

    @Test
    void badRowsAreListedWithLineColumnAndReason() {
        String report = shop.load("""
                sku,title,price,currency,stock,gtin,image,category,category_zh
                ,No code,1,,,,,,
                B1,,1,,,,,,
                B2,Bad price,one,,,,,,
                B3,Negative,-1,,,,,,
                B4,Other money,1,USD,,,,,
                B5,Half stock,1,,0.5,,,,
                B6,Bad GTIN,1,,,4006381333932,,,
                B7,Bad image,1,,,,javascript:alert(1),,
                B8,Levels,1,,,,,A > B,甲
                B9,Too few
                C1,Good,1,CNY,3,4006381333931,img/c1.png,A > B,甲 > 乙
                """);
        assertTrue(report.contains("\"rows\":11,\"created\":1"), report);
        assertTrue(report.contains("\"errors\":10"), report);
        for (String error : List.of(
                "{\"line\":2,\"column\":\"sku\",\"value\":\"\",\"reason\":\"sku_missing\"}",
                "{\"line\":3,\"column\":\"title\",\"value\":\"\",\"reason\":\"title_missing\"}",
                "{\"line\":4,\"column\":\"price\",\"value\":\"one\",\"reason\":\"not_an_amount\"}",
                "{\"line\":5,\"column\":\"price\",\"value\":\"-1\",\"reason\":\"not_positive\"}",
                "{\"line\":6,\"column\":\"currency\",\"value\":\"USD\",\"reason\":\"other_currency\"}",
                "{\"line\":7,\"column\":\"stock\",\"value\":\"0.5\",\"reason\":\"not_a_whole_number\"}",
                "{\"line\":8,\"column\":\"gtin\",\"value\":\"4006381333932\",\"reason\":\"not_a_gtin\"}",
                "{\"line\":9,\"column\":\"image\",\"value\":\"javascript:alert(1)\",\"reason\":\"not_a_path\"}",
                "{\"line\":10,\"column\":\"category_zh\",\"value\":\"甲\",\"reason\":\"category_levels_differ\"}",
                "{\"line\":11,\"column\":\"\",\"value\":\"2 / 9\",\"reason\":\"wrong_number_of_columns\"}")) {
            assertTrue(report.contains(error), () -> error + " is not in " + report);
        }
        assertEquals(1, shop.count("catalog.sku"));
    }

    @Test
    void atMostAThousandErrorsAreListedButAllAreCounted() {
        String report = shop.load("sku,title\n" + "X,\n".repeat(1_500));
        assertTrue(report.contains("\"errors\":1500"), report);
        assertEquals(1_000, report.split("title_missing", -1).length - 1);
    }

    @Test
    void rowsOfOneCodeMergeToTheMostFrequentValues() {
        String report = shop.load("""
                sku,title,price
                m1,Lamp,5
                M1,Lamp,7
                m1,Lampe,7
                m2,Chair,9
                """);
        assertTrue(report.contains("\"rows\":4,\"created\":2,\"updated\":0,\"unchanged\":0,\"merged\":2"), report);
        assertEquals("Lamp", onlySku("m1").title());
        assertEquals(Money.of(700, "CNY"), onlySku("M1").price());
    }

    @Test
    void invoiceLinesBecomeProductsAndServicesDoNot() {
        String report = shop.load("""
                InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
                1,20001,WHITE MUG,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
                2,20001,,-6,2010-12-01 08:26:00,0.0,,United Kingdom
                3,20001,WHITE MUG,1,2010-12-01 08:26:00,2.555,17850.0,United Kingdom
                4,POST,POSTAGE,1,2010-12-01 08:26:00,18,17850.0,France
                5,gift_0001_20,Voucher,1,2010-12-01 08:26:00,16.67,,France
                6,20002,damaged,-3,2010-12-01 08:26:00,0.0,,United Kingdom
                7,B,Adjust bad debt,1,2010-12-01 08:26:00,-11062.06,,United Kingdom
                """);
        assertTrue(report.contains("\"rows\":7,\"created\":1,\"updated\":0,\"unchanged\":0,\"merged\":2"), report);
        assertTrue(report.contains("\"skipped\":{\"never_priced\":1,\"not_a_product\":3},\"errors\":0"), report);
        assertEquals("WHITE MUG", onlySku("20001").title());
        assertEquals(Money.of(255, "CNY"), onlySku("20001").price());
    }

    @Test
    void readsGzipByteOrderMarkAndOtherSeparators() throws IOException {
        Path file = shop.file("");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("\ufeffSKU;Title;Price\nG1;\"Semi; colon\";12,50\n".getBytes(StandardCharsets.UTF_8));
        }
        String report = TestShop.report(shop.run(TestShop.request(file, false)));
        assertTrue(report.contains("\"created\":1"), report);
        assertEquals("Semi; colon", onlySku("G1").title());
        assertEquals(Money.of(1250, "CNY"), onlySku("G1").price());
        assertTrue(shop.load("code\tname\nT1\tTabs\n").contains("\"created\":1"));
    }

    @Test
    void unreadableFilesFailWithAReasonAndChangeNothing() {
        assertEquals(
                "The file is empty.",
                shop.run(TestShop.request(shop.file(""), false)).message());
        Job job = shop.run(TestShop.request(shop.file("a,b\n1,2\n"), false));
        assertEquals(Job.State.FAILED, job.state());
        assertTrue(String.valueOf(job.message()).startsWith("The file has no column for the stock code"));
    }

    @Test
    void defaultsFillWhatTheFileDoesNotSay() {
        Path file = shop.file("sku,title\nD1,Plain\n");
        CatalogImports.Request request = new CatalogImports.Request(file, "plain", "acme", false, 499L, 10);
        assertTrue(TestShop.report(shop.run(request)).contains("\"created\":1"));
        assertTrue(TestShop.report(shop.run(request)).contains("\"unchanged\":1"));
        assertEquals(Money.of(499, "CNY"), onlySku("D1").price());
        assertEquals(1, shop.announcements.of(StockClaimed.class).size());
    }

    @Test
    void descriptionsAreSanitised() {
        shop.load("""
                sku,title,description
                H1,Page,"<p onclick=""x()"">Nice</p><script>alert(1)</script><img src=x>"
                """);
        assertEquals(
                "<p>Nice</p>",
                shop.catalog.product(Language.EN, "page-h1").orElseThrow().descriptionHtml());
    }

    @Test
    void skusOfOneProductShareItsPage() {
        shop.load("""
                sku,product_group,variant,title,price
                S-1,SHIRT,Small,Shirt,10
                S-2,SHIRT,Large,Shirt,8
                """);
        assertEquals(1, shop.count("catalog.product"));
        assertEquals("Shirt, Large", onlySku("S-2").title());
        assertEquals(
                2,
                shop.catalog
                        .product(Language.EN, "shirt-s-1")
                        .orElseThrow()
                        .skus()
                        .size());
        assertEquals(1, shop.search("shirt").total());
    }

    @Test
    void equalTitlesAndCodesOfTwoSuppliersGetDifferentSlugs() {
        shop.load("sku,title\nE1,Cup\n");
        Path file = shop.file("sku,title\nE1,Cup\nE-1,Cup\n");
        shop.run(new CatalogImports.Request(file, "other", "other", false, null, null));
        assertEquals(3, shop.count("(SELECT DISTINCT slug FROM catalog.product) s"));
    }
}
