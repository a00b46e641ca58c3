package yardstick.orders.news;

import java.util.Locale;
import yardstick.kernel.Money;

/** Amounts as mails write them. */
final class MailWords {

    private MailWords() {}

    static String money(Money money) {
        int digits = Money.fractionDigits(money.currency());
        return money.currency() + " " + String.format(Locale.ROOT, "%,." + digits + "f", money.major());
    }
}
