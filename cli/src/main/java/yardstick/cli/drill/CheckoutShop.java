package yardstick.cli.drill;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import yardstick.cli.launch.UsageFailure;
import yardstick.metrics.Simulation;
import yardstick.metrics.Simulation.Reading;
import yardstick.sandbox.Shopper;

/**
 * A shop of the simulation's own, started as every shop is, with a clock that is put forward day by day. Releases are made in
 * the admin, flags are asked as a script asks them, pages are told as a browser tells them, and who buys goes from the product's
 * page through cart and checkout to the gateway and back. What the panel says is asked over HTTP.
 */
public final class CheckoutShop implements Simulation.Shop, AutoCloseable {

    private static final String CRAWLER = "Mozilla/5.0 (compatible; ExampleBot/2.1; +http://bot.example/)";

    /** One article for each whole amount up to here; what is spent is rounded to it. */
    private static final int DEAREST = 1_500;

    private static final int UNITS = 1_000_000;
    private static final int BATCH = 100;
    private static final int PATIENCE_SECONDS = 120;

    /** Pages that a script tells when the visit ends in an order; the others are seen by the shop itself. */
    private static final int TOLD_BEFORE_BUYING = 2;

    private final long seed;
    private final Path clockFile;
    private final DrillShop shop;
    private final Crowd crowd;
    private final HttpClient http = Shopper.client();
    private final Duration atFirst;
    private final List<String> slugs;
    private final AtomicLong people = new AtomicLong();
    private final AtomicLong orders = new AtomicLong();
    private Duration ahead;

    private CheckoutShop(long seed, Path root) throws IOException, SQLException {
        this.seed = seed;
        this.clockFile = Files.createTempFile("yardstick-clock", ".txt");
        Instant now = Clock.systemUTC().instant();
        LocalDate tomorrow = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
        this.atFirst = Duration.between(now, tomorrow.atTime(LocalTime.of(8, 0)).toInstant(ZoneOffset.UTC));
        this.ahead = atFirst;
        Files.writeString(clockFile, ahead.toString());
        this.shop = DrillShop.open(
                root,
                Map.of(
                        "clock.ahead-file",
                        clockFile.toString(),
                        "shipping.flat-minor",
                        "0",
                        "secret.key",
                        "%064x".formatted(seed)),
                false);
        this.crowd = new Crowd(shop, Duration.ofSeconds(60));
        shop.letManyComeFromOneMachine();
        List<DrillShop.Product> goods = new ArrayList<>();
        for (int amount = 1; amount <= DEAREST; amount++) {
            goods.add(new DrillShop.Product("AMOUNT-" + amount, amount * 100L, UNITS));
        }
        this.slugs = shop.stock(goods);
    }

    /** @param seed also decides which shopper is in which arm */
    public static CheckoutShop open(long seed) {
        try {
            return new CheckoutShop(seed, Files.createTempDirectory("yardstick-simulation-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new UsageFailure("the simulation's shop has no articles: " + e.getMessage());
        }
    }

    @Override
    public void release(String key, String primary, int days) {
        Office.of(shop, crowd).release(key, primary, days);
    }

    @Override
    public void begin(int day) {
        putForward(atFirst.plusDays(day));
    }

    private void putForward(Duration to) {
        try {
            ahead = to;
            Files.writeString(clockFile, to.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DrillShop.pause(Duration.ofMillis(200));
    }

    @Override
    public Map<String, String> meet(int shopper, List<String> releases) {
        Map<String, String> met = new HashMap<>();
        for (String key : releases) {
            JsonObject answer = caller(shopper).post("/ofrep/v1/evaluate/flags/" + key, "{}");
            String variant = answer.getString("variant", "");
            if (!variant.isEmpty()) {
                met.put(key, variant);
            }
        }
        people.addAndGet(met.isEmpty() ? 0 : 1);
        return met;
    }

    @Override
    public void visit(Visit visit) {
        int told = visit.buys()
                ? TOLD_BEFORE_BUYING
                : Math.min(visit.steps() + 1, visit.pages().size());
        JsonArrayBuilder pages = Json.createArrayBuilder();
        for (int step = 0; step < told; step++) {
            pages.add(page(
                    visit.shopper() + "-" + ahead.toDays() + "-" + step,
                    visit.pages().get(step),
                    visit.category()));
        }
        caller(visit.shopper()).post("/t", pages.build().toString());
        if (visit.buys()) {
            int amount = Math.clamp(Math.round(visit.amountMinor() / 100.0), 1, DEAREST);
            Shopper shopper = crowd.newShopper();
            cookies(visit.shopper()).forEach(shopper::with);
            Crowd.Visit came = crowd.buy(shopper, slugs.get(amount - 1), Crowd.CHANNELS.get(amount % 2));
            if (!(came instanceof Crowd.Visit.Paid)) {
                throw new IllegalStateException("an order was not paid: " + came);
            }
            orders.incrementAndGet();
        }
    }

    private JsonObject page(String id, String name, String category) {
        return Json.createObjectBuilder()
                .add("specversion", "1.0")
                .add("id", id)
                .add("source", "/")
                .add("type", name)
                .add("time", Clock.systemUTC().instant().plus(ahead).toString())
                .add("data", Json.createObjectBuilder().add("category", category))
                .build();
    }

    @Override
    public void crawl(int pages) {
        for (int from = 0; from < pages; from += BATCH) {
            JsonArrayBuilder batch = Json.createArrayBuilder();
            for (int i = from; i < Math.min(pages, from + BATCH); i++) {
                batch.add(page("bot" + i, "page_view", ""));
            }
            new Caller(http, shop.url(), cookies(from), CRAWLER)
                    .post("/t", batch.build().toString());
        }
    }

    /** Of the shop's first day, on which nobody else has come. */
    @Override
    public int crawlersBelieved() {
        DrillShop.pause(Duration.ofSeconds(10));
        String day = LocalDate.ofInstant(Clock.systemUTC().instant().plus(ahead), ZoneOffset.UTC)
                .toString();
        return shop.admin()
                .get("/api/admin/panel", Map.of("from", day, "to", day))
                .getInt("sessions");
    }

    @Override
    public void settle() {
        putForward(ahead.plusHours(12));
        LocalDate last = LocalDate.ofInstant(Clock.systemUTC().instant().plus(ahead), ZoneOffset.UTC);
        Map<String, String> period = Map.of("from", last.minusDays(180).toString(), "to", last.toString());
        DrillShop.await("the agreement of orders and events", () -> {
            JsonObject books = shop.admin().get("/api/measure/reconciliation", period);
            JsonObject events = books.getJsonObject("events");
            return books.getBoolean("sound")
                    && events.getJsonArray("gaps").isEmpty()
                    && events.getInt("orders") == orders.get()
                    && events.getInt("events") == orders.get();
        });
        JsonObject audit = shop.audit();
        if (!audit.getBoolean("clean")) {
            throw new IllegalStateException("the audit found what should not be: " + audit);
        }
    }

    /** Once everybody who met it is counted; of one that the guard has stopped, when the statistics had time to follow. */
    @Override
    public Reading read(String key) {
        if (!report(key).getString("state").equals("running")) {
            DrillShop.pause(Duration.ofSeconds(10));
            return ReadingJson.of(report(key));
        }
        DrillShop.await("the statistics of " + key, () -> {
            JsonObject arms = report(key).getJsonObject("arms");
            return arms.getInt("control") + arms.getInt("treatment") + arms.getInt("crossed") == people.get();
        });
        return ReadingJson.of(report(key));
    }

    private JsonObject report(String key) {
        return shop.admin().get("/api/measure/releases/" + key, Map.of());
    }

    @Override
    public Reading guarded(String key) {
        for (int i = 0; i < PATIENCE_SECONDS && report(key).getString("state").equals("running"); i++) {
            DrillShop.pause(Duration.ofSeconds(1));
        }
        return ReadingJson.of(report(key));
    }

    private Caller caller(int shopper) {
        return new Caller(http, shop.url(), cookies(shopper), "Mozilla/5.0 (X11; Linux x86_64)");
    }

    /** A browser is known by 22 letters, and has agreed to be counted. */
    private Map<String, String> cookies(int shopper) {
        return Map.of("yk", "S%08xX%012d".formatted((int) seed, shopper), "yk_consent", "1.A");
    }

    @Override
    public void close() {
        http.shutdownNow();
        crowd.close();
        shop.close();
        try {
            Files.deleteIfExists(clockFile);
        } catch (IOException e) {
            System.err.println("yardstick: " + clockFile + " could not be removed: " + e.getMessage());
        }
    }
}
