package yardstick.orders.quote;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.orders.Cart;
import yardstick.orders.Tariffs;
import yardstick.orders.Tariffs.Method;
import yardstick.orders.Tariffs.Tax;

/**
 * All tariffs at one moment.
 *
 * @param currency of the shop
 * @param home country assumed while the address is unknown
 * @param fee flat fee of methods that name none
 * @param freeFrom threshold of methods that name none
 * @param described true when any SKU has a tax category or a weight
 */
public record Tariff(
        String currency,
        String home,
        Money fee,
        Money freeFrom,
        Map<String, Cart.Rate> rates,
        List<Tax> taxes,
        List<Method> methods,
        boolean described) {

    private static final int GRAMS = 1_000;

    /** Empty for the shop's own currency and for one without a rate. */
    public Optional<Cart.Rate> rate(@Nullable String wanted) {
        return wanted == null ? Optional.empty() : Optional.ofNullable(rates.get(wanted));
    }

    /** Rounded half up to the other currency's minor unit; what costs something never becomes free. */
    public static Money convert(Money amount, Cart.@Nullable Rate rate) {
        if (rate == null || amount.isZero()) {
            return rate == null ? amount : Money.zero(rate.to());
        }
        BigDecimal exact = amount.major().abs().multiply(rate.rate());
        Money positive = Money.ofMajor(exact.setScale(Money.fractionDigits(rate.to()), RoundingMode.HALF_UP), rate.to())
                .max(Money.of(1, rate.to()));
        return amount.isNegative() ? positive.negated() : positive;
    }

    public Optional<Tax> tax(String country, String category) {
        return taxOf(country, category).or(() -> taxOf(country, Tariffs.STANDARD));
    }

    private Optional<Tax> taxOf(String country, String category) {
        return taxes.stream()
                .filter(tax -> tax.country().equals(country) && tax.category().equals(category))
                .findFirst();
    }

    /** What each method that goes there costs for goods of this value and weight, in the shop's currency. */
    List<Cart.Delivery> deliveries(String country, Money net, long grams, Language language) {
        return methods.stream()
                .filter(method -> method.active()
                        && (method.countries().isEmpty() || method.countries().contains(country)))
                .map(method -> delivery(method, net, grams, language))
                .toList();
    }

    private Cart.Delivery delivery(Method method, Money net, long grams, Language language) {
        Long own = method.feeMinor();
        Long ownFrom = method.freeFromMinor();
        Money flat = own == null ? fee : Money.of(own, currency);
        Money from = ownFrom == null ? freeFrom : Money.of(ownFrom, currency);
        Money full = flat.plus(Money.of(method.perKgMinor(), currency).times((grams + GRAMS - 1) / GRAMS));
        boolean free = net.compareTo(from) >= 0;
        return new Cart.Delivery(
                method.code(),
                method.kind(),
                language == Language.ZH ? method.nameZh() : method.nameEn(),
                free ? Money.zero(currency) : full,
                full.isZero() || free ? null : from);
    }
}
