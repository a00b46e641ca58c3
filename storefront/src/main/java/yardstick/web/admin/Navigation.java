package yardstick.web.admin;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import yardstick.web.Role;
import yardstick.web.admin.AccessMatrix.Route;

/** What the admin's menu leads to. An entry is shown to the roles that its own page names, and to nobody else. */
public final class Navigation {

    /** One page; the key is its address below {@code /admin}. */
    public record Entry(String key, Route route) {

        public String path() {
            return route.path();
        }

        /** The page's own title. */
        public String titleKey() {
            return "admin." + key.substring(key.indexOf('/') + 1) + ".title";
        }
    }

    /** @param key last part of the text {@code admin.nav.<key>} */
    public record Group(String key, List<Entry> entries) {

        public boolean holds(String entry) {
            return entries.stream().anyMatch(each -> each.key().equals(entry));
        }
    }

    private static final List<Group> ALL = List.of(
            new Group(
                    "sales",
                    List.of(
                            entry("orders", BoardResource.class),
                            entry("fulfilment", FulfilmentResource.class),
                            entry("pickup", PickupResource.class),
                            entry("deliveries", DeliveriesResource.class),
                            entry("payments", PaymentsResource.class),
                            entry("after-sale", AfterSaleResource.class),
                            entry("trade-in", TradeInResource.class),
                            entry("risk", RiskResource.class))),
            new Group(
                    "catalogue",
                    List.of(
                            entry("goods", GoodsResource.class),
                            entry("goods-imports", GoodsImportResource.class),
                            entry("stock", StockResource.class),
                            entry("same-items", SameItemsResource.class),
                            entry("dictionary", DictionaryResource.class),
                            entry("search", SearchResource.class),
                            entry("sizes", SizesResource.class))),
            new Group(
                    "customers",
                    List.of(
                            entry("reviews", ReviewsResource.class),
                            entry("coupons", CouponsResource.class),
                            entry("tiers", TiersResource.class),
                            entry("gift-cards", GiftCardsResource.class),
                            entry("privacy", PrivacyResource.class))),
            new Group(
                    "analytics",
                    List.of(
                            entry("panel", PanelResource.class),
                            entry("releases", ReleasesResource.class),
                            entry("attribution", AttributionResource.class),
                            entry("registry", RegistryResource.class),
                            entry("reconciliation", ReconciliationResource.class))),
            new Group(
                    "operations",
                    List.of(
                            entry("imports", ImportsResource.class),
                            entry("tariffs", TariffsResource.class),
                            entry("rules", RulesResource.class),
                            entry("audit", AuditResource.class),
                            entry("staff", StaffResource.class),
                            entry("staff/trail", StaffResource.class),
                            entry("settings", SettingsResource.class))));

    private Navigation() {}

    private static Entry entry(String key, Class<?> resource) {
        String path = "/admin/" + key;
        return AccessMatrix.routes(List.of(resource)).stream()
                .filter(route -> route.method().equals("GET") && route.path().equals(path))
                .map(route -> new Entry(key, route))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(resource + " has no page " + path));
    }

    /** What this role may open; groups without a page for it are left out. */
    public static List<Group> of(Role role) {
        return ALL.stream()
                .map(group -> new Group(
                        group.key(),
                        group.entries().stream()
                                .filter(entry -> entry.route().open(role))
                                .toList()))
                .filter(group -> !group.entries().isEmpty())
                .toList();
    }

    /** False for a page that the menu does not know. */
    public static boolean open(Role role, String key) {
        return of(role).stream().anyMatch(group -> group.holds(key));
    }

    /** {@code page} on the page itself, {@code true} on one below it, else null. */
    public static @Nullable String current(Entry entry, String active, String path) {
        if (!entry.key().equals(active)) {
            return null;
        }
        return path.endsWith(entry.path()) ? "page" : "true";
    }

    static Set<String> paths() {
        return ALL.stream()
                .flatMap(group -> group.entries().stream())
                .map(Entry::path)
                .collect(Collectors.toUnmodifiableSet());
    }
}
