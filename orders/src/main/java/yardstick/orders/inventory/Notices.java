package yardstick.orders.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import yardstick.catalog.AvailabilityChanged;
import yardstick.catalog.Catalog;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.catalog.spi.Availability;
import yardstick.kernel.Database;
import yardstick.kernel.Language;
import yardstick.kernel.Mailer;
import yardstick.kernel.Messages;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.Warehousing.Wish;
import yardstick.orders.cart.Tokens;
import yardstick.orders.sql.SqlArrays;

/**
 * People who want to hear once when a SKU can be bought again. The wish is marked as told and the mail is
 * written in the transaction that brought the units, so it is told once and is not lost.
 */
@ApplicationScoped
class Notices {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]{1,63}(\\.[^@\\s.]{1,63}){1,5}");

    @Inject
    Database database;

    @Inject
    Mailer mailer;

    @Inject
    Catalog catalog;

    @Inject
    Messages messages;

    @Inject
    Availability availability;

    Outcome<Boolean> wish(Wish wish) {
        String email = wish.email().strip();
        if (!EMAIL.matcher(email).matches()) {
            return Outcome.refused(Refusal.of("orders.bad_email"));
        }
        database.execute(handle -> handle.createUpdate("""
                        INSERT INTO orders.stock_notice (token, sku, email, language, address)
                        VALUES (:token, :sku, :email, :language, :address) ON CONFLICT DO NOTHING""")
                .bind("token", Tokens.next())
                .bind("sku", wish.sku().value())
                .bind("email", email)
                .bind("language", wish.language())
                .bind("address", wish.address())
                .execute());
        return Outcome.done(true);
    }

    private record Due(String token, long sku, String email, String language, String address) {}

    void onAvailabilityChanged(@Observes AvailabilityChanged changed) {
        database.execute(handle -> {
            List<Long> wished = SqlArrays.on(handle)
                    .createQuery("""
                            SELECT DISTINCT sku FROM orders.stock_notice WHERE sku = ANY (:skus) AND sent_at IS NULL""")
                    .bindArray(
                            "skus",
                            Long.class,
                            changed.skus().stream().map(SkuId::value).toList())
                    .mapTo(Long.class)
                    .list();
            if (wished.isEmpty()) {
                return;
            }
            Map<SkuId, Integer> units =
                    availability.available(wished.stream().map(SkuId::new).toList());
            List<Long> back = wished.stream()
                    .filter(sku -> units.getOrDefault(new SkuId(sku), 0) > 0)
                    .toList();
            handle.createQuery("""
                            UPDATE orders.stock_notice SET sent_at = now() WHERE sku = ANY (:skus) AND sent_at IS NULL
                            RETURNING token, sku, email, language, address""")
                    .bindArray("skus", Long.class, back)
                    .map((row, context) -> new Due(
                            row.getString(1), row.getLong(2), row.getString(3), row.getString(4), row.getString(5)))
                    .list()
                    .forEach(this::tell);
        });
    }

    private void tell(Due due) {
        Language language = Language.byCode(due.language()).orElse(Language.EN);
        Sku sku = catalog.skus(language, List.of(new SkuId(due.sku()))).get(new SkuId(due.sku()));
        String title = sku == null ? "" : sku.title();
        mailer.send(new Mailer.Mail(
                "back-in-stock:" + due.token(),
                due.email(),
                messages.text(language, "orders.mail.back_in_stock.subject", Map.of("title", title)),
                messages.text(
                        language, "orders.mail.back_in_stock.text", Map.of("title", title, "address", due.address()))));
    }
}
