package yardstick.orders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import yardstick.kernel.Language;
import yardstick.kernel.Money;

/** Invoices of paid orders and credit notes of their refunds, numbered without gaps per year. */
public interface Invoices {

    /** @param creditNote true for what went back; {@code total} is positive in both cases */
    record Document(String number, boolean creditNote, Instant issuedAt, Money total) {}

    /** Issues what is missing: the invoice once the order was paid, a credit note for every completed refund. */
    List<Document> of(OrderId order);

    /** PDF 1.7 with embedded fonts, Chinese included; empty when the order has no document of this number. */
    Optional<byte[]> pdf(OrderId order, String number, Language language);
}
