package yardstick.catalog;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Outcome;

/**
 * The same item from several suppliers: pairs that look alike, merging them into one SKU with several offers, and the
 * values in which its suppliers differ. What was done is a {@link Goods.ChangeSet} and is taken back there.
 */
public interface SameItems {

    /** One of two SKUs, as they stand side by side. */
    record Side(
            long sku,
            String slug,
            String code,
            String supplier,
            String title,
            String brand,
            String gtin,
            String packSize,
            @Nullable Long priceMinor,
            String currency,
            @Nullable Integer stock) {}

    /**
     * Two SKUs that may be one; a merge keeps {@code left}.
     *
     * @param score 0 to 1
     * @param rule gtin, model, or title
     */
    record Pair(long id, Side left, Side right, double score, String rule) {}

    /** A value of an offer that differs from what the SKU says. */
    record Conflict(
            long sku,
            String code,
            String title,
            String field,
            String value,
            String source,
            String otherValue,
            String otherSource,
            String otherCode) {}

    /** Which conflict is decided, and what the offer said when it was shown. */
    record Decision(String supplier, String code, String field, String value, boolean take) {}

    /** Looks for pairs among SKUs of different suppliers; its result says how many were found. */
    UUID search();

    /** Open pairs, the surest first. */
    List<Pair> pairs(int limit);

    Optional<Pair> pair(long id);

    /** The right SKU becomes an offer of the left one. */
    Outcome<Long> merge(long pair, String who);

    /** These are two items; they are not proposed again. */
    Outcome<Boolean> dismiss(long pair, String who);

    List<Conflict> conflicts(int limit);

    /** Takes the offer's value into the SKU, or keeps what the SKU says. */
    Outcome<Boolean> decide(Decision decision, String who);
}
