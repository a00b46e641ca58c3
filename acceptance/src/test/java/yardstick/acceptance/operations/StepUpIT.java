package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;
import yardstick.acceptance.shop.StaffRoom;
import yardstick.sandbox.Impressions;
import yardstick.sandbox.Shopper;

/** A checkout that risk asks to confirm: nothing typed is lost on the way, and only the code from the mail orders. */
class StepUpIT {

    private static final RunningShop SHOP = RunningShop.empty();
    private static final Map<String, String> ADDRESS = Map.of(
            "name", "王小明",
            "email", "step-up@example.org",
            "phone", "13800138000",
            "country", "CN",
            "region", "浙江省",
            "city", "杭州市",
            "district", "西湖区",
            "line1", "龙井路 1 号");

    @BeforeEach
    void askEverybody() throws Exception {
        SHOP.json(
                "import",
                "catalog",
                "--json",
                CsvFile.write(
                                "step-up.csv",
                                List.of("sku,title,category,price,stock", "STEP-1,Step ladder,Tools,60.00,100"))
                        .toString());
        new StaffRoom(SHOP).stock("STEP-1", 100);
        SHOP.execute("INSERT INTO orders.risk_rule (code, trait, measure, window_minutes, threshold, verdict)"
                + " VALUES ('trial', 'EMAIL', 'CHECKOUTS', 60, 1, 'STEP_UP')");
    }

    @AfterEach
    void askNobody() throws Exception {
        SHOP.execute("DELETE FROM orders.risk_rule WHERE code = 'trial'");
    }

    @Test
    void theCodeFromTheMailOrdersWithEverythingThatWasTyped() throws Exception {
        Shopper first = browser();
        assertInstanceOf(Shopper.Ordered.Placed.class, first.order(checkout(first)), "nobody knows this address yet");
        Shopper shopper = browser();
        Map<String, String> form = checkout(shopper);
        assertInstanceOf(Shopper.Ordered.Refused.class, shopper.order(form), "the confirmation page");
        Map<String, String> confirmation = new LinkedHashMap<>();
        form.keySet().forEach(name -> confirmation.put(name, shopper.field(name)));
        String code = code();
        confirmation.put("code", code.equals("000000") ? "000001" : "000000");
        Shopper.Ordered.Refused wrong = assertInstanceOf(Shopper.Ordered.Refused.class, shopper.order(confirmation));
        assertEquals(422, wrong.status());
        assertTrue(wrong.words().contains("left"), wrong::words);
        confirmation.put("code", code);
        Shopper.Ordered right = shopper.order(confirmation);
        assertInstanceOf(Shopper.Ordered.Placed.class, right, right::toString);
        String latest = " FROM orders.orders WHERE email = 'step-up@example.org' ORDER BY id DESC LIMIT 1";
        assertEquals(
                "浙江省 杭州市 西湖区 龙井路 1 号",
                SHOP.text("SELECT concat_ws(' ', address ->> 'region', address ->> 'city', address ->> 'district',"
                        + " address ->> 'line1')" + latest));
        assertEquals(2, SHOP.number("SELECT count(*) FROM orders.orders WHERE email = 'step-up@example.org'"));
    }

    private static Shopper browser() {
        return new Shopper(SHOP.url(), Shopper.client(), new Impressions(), Duration.ZERO);
    }

    private static Map<String, String> checkout(Shopper shopper) throws Exception {
        shopper.addToCart(
                SHOP.text("SELECT p.slug FROM catalog.sku s JOIN catalog.product p ON p.id = s.product_id"
                        + " WHERE s.code = 'STEP-1'"),
                1);
        shopper.openCheckout();
        Map<String, String> form = new LinkedHashMap<>(shopper.checkoutForm("wallet-redirect"));
        form.remove("postcode");
        form.putAll(ADDRESS);
        return form;
    }

    /** The last one that was written to this shopper: without a mail server mails are files. */
    private static String code() throws Exception {
        Path folder = SHOP.data().resolve("mail");
        for (int i = 0; i < 60; i++) {
            try (Stream<Path> mails = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
                Optional<String> code = mails.sorted(
                                Comparator.comparing(StepUpIT::written).reversed())
                        .map(StepUpIT::code)
                        .filter(found -> !found.isEmpty())
                        .findFirst();
                if (code.isPresent()) {
                    return code.get();
                }
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new AssertionError("no code came");
    }

    private static FileTime written(Path mail) {
        try {
            return Files.getLastModifiedTime(mail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String code(Path mail) {
        try {
            String text = Files.readString(mail);
            Matcher code = Pattern.compile("The code is (\\d{6})").matcher(text);
            return text.contains(ADDRESS.get("email")) && code.find() ? code.group(1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
