package yardstick.orders.news;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Mailer;
import yardstick.kernel.Messages;
import yardstick.kernel.Money;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.OrderCancelled;
import yardstick.orders.OrderRefunded;
import yardstick.orders.ParcelShipped;
import yardstick.orders.PaymentFailed;
import yardstick.orders.PaymentReturned;
import yardstick.orders.PickupMoved;
import yardstick.orders.TradeInCredited;
import yardstick.orders.book.OrderPaid;

/**
 * Tells the shopper by mail, in the language of the order. Each mail is written in the transaction of what it tells, under
 * a key made of it: it is sent exactly when that happened, and once however often it is announced.
 */
@ApplicationScoped
class OrderMails {

    @Inject
    Database database;

    @Inject
    Mailer mailer;

    @Inject
    Messages messages;

    @Inject
    Settings settings;

    void paid(@Observes OrderPaid fact) {
        MailReader.of(fact.order(), settings.text(Setting.SHOP_URL))
                .ifPresent(reader -> send(reader, "paid", "", Map.of("amount", reader.total())));
    }

    void failed(@Observes PaymentFailed fact) {
        reader(fact.order().value())
                .ifPresent(reader -> send(
                        reader,
                        "failed",
                        fact.attempt(),
                        Map.of(
                                "amount",
                                MailWords.money(fact.amount()),
                                "why",
                                messages.text(reader.language(), "orders.decline." + fact.reason()))));
    }

    /** Whoever did not pick up an unpaid order has been told already. */
    void cancelled(@Observes OrderCancelled fact) {
        boolean missed = database.read(handle -> MailReader.missed(handle, fact.order()));
        if (!missed) {
            reader(fact.order().value())
                    .ifPresent(reader ->
                            send(reader, fact.by() == OrderCancelled.By.TIME ? "expired" : "cancelled", "", Map.of()));
        }
    }

    void returned(@Observes PaymentReturned fact) {
        reader(fact.order().value())
                .ifPresent(reader ->
                        send(reader, "returned", fact.attempt(), Map.of("amount", MailWords.money(fact.amount()))));
    }

    void shipped(@Observes ParcelShipped fact) {
        reader(fact.order().value()).ifPresent(reader -> {
            String number = database.read(handle -> MailReader.trackingNumber(handle, fact.shipment()));
            Map<String, Object> words = new HashMap<>();
            words.put("parcel", fact.parcel());
            words.put("tracking", number);
            words.put("complete", fact.complete() ? "yes" : "no");
            send(reader, "shipped", Long.toString(fact.shipment().value()), words);
        });
    }

    void pickup(@Observes PickupMoved fact) {
        String what = switch (fact.step()) {
            case READY -> "ready";
            case MISSED -> "missed";
            case BOOKED, COLLECTED -> "";
        };
        if (!what.isEmpty()) {
            reader(fact.order().value())
                    .ifPresent(reader -> send(
                            reader,
                            what,
                            "",
                            database.read(handle -> MailReader.pickup(handle, fact.order(), reader.language()))));
        }
    }

    void refunded(@Observes OrderRefunded fact) {
        reader(fact.order().value()).ifPresent(reader -> {
            Money amount = database.read(handle -> MailReader.refund(handle, fact.order(), fact.refund()));
            send(reader, "refunded", fact.refund(), Map.of("amount", MailWords.money(amount)));
        });
    }

    void credited(@Observes TradeInCredited fact) {
        Map<String, Object> words = new HashMap<>();
        words.put("shop", settings.text(Setting.SHOP_NAME));
        words.put("amount", MailWords.money(fact.amount()));
        words.put("code", fact.code());
        words.put("until", fact.until().atZone(settings.zone()).toLocalDate().toString());
        mailer.send(new Mailer.Mail(
                "trade-in:" + fact.id(),
                fact.email(),
                messages.text(fact.language(), "orders.mail.trade_in.subject", words),
                messages.text(fact.language(), "orders.mail.trade_in.text", words)));
    }

    private java.util.Optional<MailReader> reader(long order) {
        return database.read(handle -> MailReader.of(handle, order, settings.text(Setting.SHOP_URL)));
    }

    private void send(MailReader reader, String what, String key, Map<String, ?> more) {
        Map<String, Object> words = new HashMap<>(more);
        words.put("shop", settings.text(Setting.SHOP_NAME));
        words.put("number", reader.number());
        words.put("name", reader.name());
        String text = messages.text(reader.language(), "orders.mail." + what + ".text", words);
        mailer.send(new Mailer.Mail(
                "order-" + what + ":" + reader.order() + (key.isEmpty() ? "" : ":" + key),
                reader.email(),
                messages.text(reader.language(), "orders.mail." + what + ".subject", words),
                text + link(reader)));
    }

    private String link(MailReader reader) {
        @Nullable String base = reader.base();
        return base == null
                ? ""
                : "\n\n"
                        + messages.text(
                                reader.language(),
                                "orders.mail.link",
                                Map.of("link", base + "/" + reader.language().code() + "/order/" + reader.token()));
    }
}
