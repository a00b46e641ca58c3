package yardstick.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;

/** What a quote is made with besides list prices: exchange rates, taxes and shipping methods, all of them data. */
public interface Tariffs {

    /** Goods taxed like most are. */
    String STANDARD = "standard";

    /**
     * @param rate units of {@code currency} for one unit of the shop's currency; 0 ends the offer
     * @param at when it was stated; null when it is being stated now
     */
    record Rate(
            String currency,
            BigDecimal rate,
            String source,
            @Nullable Instant at) {}

    /** @param included true when prices contain it, false when it comes on top */
    record Tax(String country, String category, int basisPoints, boolean included, String nameEn, String nameZh) {}

    /**
     * @param kind {@code DELIVERY} or {@code PICKUP}
     * @param countries ISO codes it goes to; empty for everywhere
     * @param feeMinor in the shop's currency; null for the setting {@code shipping.flat-minor}
     * @param freeFromMinor goods after discounts from which it is free; null for {@code shipping.free-from-minor}
     * @param perKgMinor for each kilogram begun, on top of the fee
     */
    record Method(
            String code,
            String kind,
            String nameEn,
            String nameZh,
            List<String> countries,
            @Nullable Long feeMinor,
            @Nullable Long freeFromMinor,
            long perKgMinor,
            int position,
            boolean active) {

        /** This method with what the settings say where it says nothing itself. */
        public Method with(long fee, long freeFrom) {
            return new Method(
                    code,
                    kind,
                    nameEn,
                    nameZh,
                    countries,
                    feeMinor == null ? Long.valueOf(fee) : feeMinor,
                    freeFromMinor == null ? Long.valueOf(freeFrom) : freeFromMinor,
                    perKgMinor,
                    position,
                    active);
        }
    }

    /** Currencies a shopper can choose from, the shop's own first. */
    List<String> currencies();

    /** ISO country the shop sells in when nothing else is known. */
    String home();

    /** A list price as a shopper of that currency sees it; the amount itself when there is no rate. */
    Money show(Money price, @Nullable String currency);

    /** What delivery to the shop's home usually costs, its fee and threshold filled in; empty when nothing is offered. */
    Optional<Method> usual();

    List<Rate> rates();

    List<Tax> taxes();

    List<Method> methods();

    Outcome<Boolean> keep(Rate rate);

    /** Adds the tax or replaces the one of this country and category. */
    Outcome<Boolean> keep(Tax tax);

    /** Adds the method or replaces the one of this code. */
    Outcome<Boolean> keep(Method method);

    /** How a SKU is taxed and how heavy it is. */
    Outcome<Boolean> describe(SkuId sku, String taxCategory, int grams);
}
