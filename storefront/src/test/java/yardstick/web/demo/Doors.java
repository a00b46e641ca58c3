package yardstick.web.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Catalog;
import yardstick.catalog.CatalogImports;
import yardstick.catalog.CatalogList;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.Category;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductId;
import yardstick.catalog.ProductPage;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.kernel.Jobs;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.membership.Coupons;
import yardstick.metrics.Release;
import yardstick.metrics.ReleaseHistory;
import yardstick.metrics.Releases;
import yardstick.orders.CustomerId;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.OrderImports;
import yardstick.orders.Orders;
import yardstick.tracking.EventHistory;
import yardstick.tracking.Tracker;

/** The published doors of the other modules, kept in memory. */
final class Doors {

    final Shelf catalog = new Shelf();
    final Book orders = new Book();
    final Counter releases = new Counter();
    final Wallet wallet = new Wallet();
    final Map<String, Tracker.Event> events = new LinkedHashMap<>();
    final List<String> sources = new ArrayList<>();
    private final Jobs jobs;
    int appendsLeft = Integer.MAX_VALUE;

    Doors(Jobs jobs) {
        this.jobs = jobs;
    }

    CatalogImports catalogImports() {
        return request -> jobs.start("import-catalog", request.name(), progress -> {
            sources.add(request.supplier());
            List<String> lines = Files.readAllLines(request.file());
            lines.stream().skip(1).forEach(line -> catalog.codes.add(line.substring(0, line.indexOf(','))));
            return "{}";
        });
    }

    OrderImports orderImports() {
        return request -> jobs.start("import-orders", request.name(), progress -> {
            sources.add(request.source());
            orders.take(request.file(), request.source(), request.currency());
            return "{}";
        });
    }

    EventHistory eventHistory() {
        return batch -> {
            if (appendsLeft-- <= 0) {
                throw new IllegalStateException("the disk is full");
            }
            batch.forEach(event -> events.putIfAbsent(event.id(), event));
            return batch.size();
        };
    }

    /** Products by code; the id of a code is its position. */
    static final class Shelf implements Catalog {

        final List<String> codes = new ArrayList<>();
        boolean stocked;

        @Override
        public CatalogList list(CatalogQuery query) {
            return new CatalogList(List.of(), codes.size(), 1, 1, List.of());
        }

        @Override
        public List<Category> categories(Language language) {
            return stocked ? List.of(new Category("own", "Own", 1, List.of())) : List.of();
        }

        @Override
        public Map<String, SkuId> skusByCode(Collection<String> wanted) {
            Map<String, SkuId> found = new HashMap<>();
            wanted.stream().filter(codes::contains).forEach(code -> found.put(code, new SkuId(codes.indexOf(code))));
            return found;
        }

        @Override
        public Map<SkuId, Sku> skus(Language language, Collection<SkuId> ids) {
            Map<SkuId, Sku> found = new HashMap<>();
            for (SkuId id : ids) {
                String code = codes.get((int) id.value());
                found.put(id, new Sku(id, new ProductId(id.value()), code, code, code, null, null, null, true));
            }
            return found;
        }

        @Override
        public Optional<String> movedTo(String slug) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ProductCard> suggest(Language language, String prefix, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<ProductPage> product(Language language, String slug) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Category> category(Language language, String slug) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ProductCard> cards(Language language, Collection<SkuId> skus) {
            throw new UnsupportedOperationException();
        }
    }

    /** Imported orders, newest first. */
    static final class Book implements Orders {

        final Map<String, Summary> byNumber = new LinkedHashMap<>();

        private void take(Path file, String source, String currency) {
            try {
                for (String line : Files.readAllLines(file)) {
                    String[] field = line.replaceAll("\"[^\"]*\"", "title").split(",", -1);
                    if (field[0].matches("\\d+")) {
                        long minor = Long.parseLong(field[5].replace(".", "")) * Long.parseLong(field[3]);
                        add(source + "-" + field[0], Instant.parse(field[4]), Money.of(minor, currency));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void add(String number, Instant at, Money money) {
            Summary before = byNumber.get(number);
            OrderId id = before == null ? new OrderId(7_000L + byNumber.size()) : before.id();
            Money total = before == null ? money : before.total().plus(money);
            Money none = Money.zero(money.currency());
            byNumber.put(number, new Summary(id, number, "token", Order.State.PAID, at, null, "", 1, total, none));
        }

        @Override
        public List<Summary> search(Filter filter) {
            Instant before = filter.before();
            return byNumber.values().stream()
                    .filter(order -> order.number().startsWith(filter.text()))
                    .filter(order -> before == null || order.placedAt().isBefore(before))
                    .sorted(Comparator.comparing(Summary::placedAt).reversed())
                    .limit(Math.min(100, filter.limit()))
                    .toList();
        }

        @Override
        public Optional<Order> byToken(String token) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Order> byNumber(String number) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean bought(CustomerId customer, Collection<SkuId> skus) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Summary> ofCustomer(CustomerId customer, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long count(Filter filter) {
            return byNumber.size();
        }

        @Override
        public Money spent(CustomerId customer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void baskets(Instant since, Consumer<List<SkuId>> basket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome<Order> cancel(OrderId id, String actor) {
            throw new UnsupportedOperationException();
        }
    }

    /** The one release. */
    static final class Counter implements Releases, ReleaseHistory {

        @Nullable Release release;

        @Override
        public Optional<Release> byKey(String key) {
            return Optional.ofNullable(release);
        }

        @Override
        public Outcome<Release> create(Draft draft, String actor) {
            return keep(draft, Release.State.DRAFT, null);
        }

        private Outcome<Release> keep(Draft draft, Release.State state, @Nullable Instant since) {
            Release kept = new Release(
                    1,
                    draft.key(),
                    draft.name(),
                    draft.owner(),
                    draft.hypothesis(),
                    draft.cost(),
                    draft.rolloutPercent(),
                    state,
                    since,
                    null,
                    null,
                    draft.plan(),
                    null);
            release = kept;
            return Outcome.done(kept);
        }

        private Draft draft(int percent) {
            Release known = java.util.Objects.requireNonNull(release);
            return new Draft(
                    known.key(),
                    known.name(),
                    known.owner(),
                    known.hypothesis(),
                    known.cost(),
                    percent,
                    null,
                    known.plan());
        }

        @Override
        public Outcome<Release> pause(String key, String because, String actor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome<Release> ramp(String key, int rolloutPercent, String actor) {
            return keep(draft(rolloutPercent), Release.State.RUNNING, null);
        }

        @Override
        public Outcome<Release> startedAt(String key, Instant at, String actor) {
            return keep(draft(java.util.Objects.requireNonNull(release).rolloutPercent()), Release.State.RUNNING, at);
        }

        @Override
        public List<Release> all() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome<Release> ship(String key, String actor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome<Release> stop(String key, String actor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Change> history(String key) {
            throw new UnsupportedOperationException();
        }
    }

    /** Coupons by code. */
    static final class Wallet implements Coupons {

        final Map<String, Coupon> coupons = new LinkedHashMap<>();

        @Override
        public Outcome<Coupon> create(Coupon coupon) {
            coupons.put(coupon.code(), coupon);
            return Outcome.done(coupon);
        }

        @Override
        public Optional<Coupon> byCode(String code) {
            return Optional.ofNullable(coupons.get(code));
        }

        @Override
        public List<Coupon> all() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void deactivate(String code) {
            throw new UnsupportedOperationException();
        }
    }
}
