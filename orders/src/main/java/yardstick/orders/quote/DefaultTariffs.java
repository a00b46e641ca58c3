package yardstick.orders.quote;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.Cart;
import yardstick.orders.Tariffs;
import yardstick.orders.sql.SqlArrays;

/** Tariffs as tables; what was read is at most two seconds old. A quote that was shown is kept whatever changes. */
@ApplicationScoped
public class DefaultTariffs implements Tariffs {

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    @Inject
    Database database;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private record Kept(Tariff tariff, Instant until) {}

    private volatile @Nullable Kept kept;

    DefaultTariffs() {}

    public Tariff now() {
        Kept known = kept;
        Instant now = clock.instant();
        if (known == null || now.isAfter(known.until())) {
            known = new Kept(read(), now.plus(FRESH));
            kept = known;
        }
        return known.tariff();
    }

    private Tariff read() {
        String currency = settings.currency();
        Map<String, Cart.Rate> rates = new HashMap<>();
        for (Rate rate : rates()) {
            Instant at = rate.at();
            if (rate.rate().signum() > 0 && at != null) {
                rates.put(rate.currency(), new Cart.Rate(currency, rate.currency(), rate.rate(), rate.source(), at));
            }
        }
        return new Tariff(
                currency,
                home(),
                Money.of(settings.number(Setting.SHIPPING_FLAT), currency),
                Money.of(settings.number(Setting.SHIPPING_FREE_FROM), currency),
                Map.copyOf(rates),
                taxes(),
                methods(),
                database.read(handle -> handle.createQuery("SELECT EXISTS (SELECT FROM orders.sku_trait)")
                        .mapTo(Boolean.class)
                        .one()));
    }

    @Override
    public List<String> currencies() {
        return Stream.concat(
                        Stream.of(settings.currency()),
                        now().rates().keySet().stream().sorted())
                .toList();
    }

    @Override
    public String home() {
        String set = settings.text(Setting.SHOP_COUNTRY);
        if (!set.isEmpty()) {
            return set;
        }
        String guess = settings.currency().substring(0, 2);
        return COUNTRIES.contains(guess) ? guess : "DE";
    }

    @Override
    public Money show(Money price, @Nullable String currency) {
        Tariff tariff = now();
        return price.currency().equals(tariff.currency())
                ? Tariff.convert(price, tariff.rate(currency).orElse(null))
                : price;
    }

    @Override
    public Optional<Method> usual() {
        Tariff tariff = now();
        return tariff.methods().stream()
                .filter(method -> method.active()
                        && method.kind().equals("DELIVERY")
                        && (method.countries().isEmpty() || method.countries().contains(tariff.home())))
                .findFirst()
                .map(method ->
                        method.with(tariff.fee().minor(), tariff.freeFrom().minor()));
    }

    @Override
    public List<Rate> rates() {
        return database.read(handle -> handle.createQuery("""
                        SELECT DISTINCT ON (currency) currency, rate, source, at FROM orders.exchange_rate
                        WHERE base = :base ORDER BY currency, at DESC""")
                .bind("base", settings.currency())
                .map((row, context) -> new Rate(
                        row.getString(1),
                        row.getBigDecimal(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()))
                .list());
    }

    @Override
    public List<Tax> taxes() {
        return database.read(handle -> handle.createQuery("""
                        SELECT country, category, basis_points, included, name_en, name_zh FROM orders.tax_rate
                        ORDER BY country, category""")
                .map((row, context) -> new Tax(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getBoolean(4),
                        row.getString(5),
                        row.getString(6)))
                .list());
    }

    @Override
    public List<Method> methods() {
        return database.read(handle -> handle.createQuery("""
                        SELECT code, kind, name_en, name_zh, array_to_string(countries, ' ') AS countries, fee_minor,
                               free_from_minor, per_kg_minor, position, active
                        FROM orders.shipping_method ORDER BY position, code""")
                .map((row, context) -> {
                    String countries = row.getString("countries");
                    return new Method(
                            row.getString("code"),
                            row.getString("kind"),
                            row.getString("name_en"),
                            row.getString("name_zh"),
                            countries == null || countries.isEmpty() ? List.of() : List.of(countries.split(" ")),
                            row.getObject("fee_minor", Long.class),
                            row.getObject("free_from_minor", Long.class),
                            row.getLong("per_kg_minor"),
                            row.getInt("position"),
                            row.getBoolean("active"));
                })
                .list());
    }

    @Override
    public Outcome<Boolean> keep(Rate rate) {
        boolean known = Currency.getAvailableCurrencies().stream()
                .anyMatch(each -> each.getCurrencyCode().equals(rate.currency()));
        if (!known || rate.currency().equals(settings.currency())) {
            return Outcome.refused(Refusal.of("orders.tariff_currency"));
        }
        if (rate.rate().signum() < 0 || rate.rate().compareTo(BigDecimal.valueOf(1_000_000_000)) > 0) {
            return Outcome.refused(Refusal.of("orders.tariff_rate"));
        }
        if (rate.source().isBlank()) {
            return Outcome.refused(Refusal.of("orders.field_required"));
        }
        return write(() -> database.execute(handle -> handle.createUpdate("""
                        INSERT INTO orders.exchange_rate (base, currency, rate, source)
                        VALUES (:base, :currency, :rate, :source)""")
                .bind("base", settings.currency())
                .bind("currency", rate.currency())
                .bind("rate", rate.rate())
                .bind("source", rate.source())
                .execute()));
    }

    @Override
    public Outcome<Boolean> keep(Tax tax) {
        if (!COUNTRIES.contains(tax.country())) {
            return Outcome.refused(Refusal.of("orders.bad_country"));
        }
        if (tax.category().isBlank() || tax.nameEn().isBlank() || tax.nameZh().isBlank()) {
            return Outcome.refused(Refusal.of("orders.field_required"));
        }
        return write(() -> database.execute(handle -> handle.createUpdate("""
                        INSERT INTO orders.tax_rate (country, category, basis_points, included, name_en, name_zh)
                        VALUES (:country, :category, :points, :included, :en, :zh)
                        ON CONFLICT (country, category) DO UPDATE SET basis_points = excluded.basis_points,
                            included = excluded.included, name_en = excluded.name_en, name_zh = excluded.name_zh""")
                .bind("country", tax.country())
                .bind("category", tax.category())
                .bind("points", tax.basisPoints())
                .bind("included", tax.included())
                .bind("en", tax.nameEn())
                .bind("zh", tax.nameZh())
                .execute()));
    }

    @Override
    public Outcome<Boolean> keep(Method method) {
        if (!method.code().matches("[a-z0-9][a-z0-9-]{0,31}")) {
            return Outcome.refused(Refusal.of("orders.warehouse_code"));
        }
        if (method.nameEn().isBlank() || method.nameZh().isBlank()) {
            return Outcome.refused(Refusal.of("orders.field_required"));
        }
        if (!COUNTRIES.containsAll(method.countries())) {
            return Outcome.refused(Refusal.of("orders.bad_country"));
        }
        return write(() -> database.execute(handle -> SqlArrays.on(handle)
                .createUpdate("""
                        INSERT INTO orders.shipping_method (code, kind, name_en, name_zh, countries, fee_minor,
                            free_from_minor, per_kg_minor, position, active)
                        VALUES (:code, :kind, :en, :zh, nullif(:countries, '{}'::text[]), :fee, :free, :kg, :position,
                            :active)
                        ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, name_en = excluded.name_en,
                            name_zh = excluded.name_zh, countries = excluded.countries, fee_minor = excluded.fee_minor,
                            free_from_minor = excluded.free_from_minor, per_kg_minor = excluded.per_kg_minor,
                            position = excluded.position, active = excluded.active""")
                .bind("code", method.code())
                .bind("kind", method.kind())
                .bind("en", method.nameEn())
                .bind("zh", method.nameZh())
                .bindArray("countries", String.class, method.countries())
                .bind("fee", method.feeMinor())
                .bind("free", method.freeFromMinor())
                .bind("kg", method.perKgMinor())
                .bind("position", method.position())
                .bind("active", method.active())
                .execute()));
    }

    @Override
    public Outcome<Boolean> describe(SkuId sku, String taxCategory, int grams) {
        if (taxCategory.isBlank() || grams < 0) {
            return Outcome.refused(Refusal.of("orders.field_required"));
        }
        return write(() -> database.execute(handle -> handle.createUpdate("""
                        INSERT INTO orders.sku_trait (sku, tax_category, grams) VALUES (:sku, :category, :grams)
                        ON CONFLICT (sku) DO UPDATE SET tax_category = excluded.tax_category, grams = excluded.grams""")
                .bind("sku", sku.value())
                .bind("category", taxCategory)
                .bind("grams", grams)
                .execute()));
    }

    private Outcome<Boolean> write(Runnable change) {
        change.run();
        kept = null;
        return Outcome.done(true);
    }

    /** Traits of these SKUs; the usual ones are absent. */
    public Map<SkuId, Calculation.Trait> traits(List<SkuId> skus) {
        if (skus.isEmpty() || !now().described()) {
            return Map.of();
        }
        return database.read(handle -> SqlArrays.on(handle)
                .createQuery("SELECT sku, tax_category, grams FROM orders.sku_trait WHERE sku = ANY (:skus)")
                .bindArray("skus", Long.class, skus.stream().map(SkuId::value).toList())
                .map((row, context) ->
                        Map.entry(new SkuId(row.getLong(1)), new Calculation.Trait(row.getString(2), row.getInt(3))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
