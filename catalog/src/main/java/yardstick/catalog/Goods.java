package yardstick.catalog;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Outcome;

/** The catalogue as staff work on it: every SKU, sold or not, with changes that can be looked at and taken back. */
public interface Goods {

    /** What a list is narrowed to; empty texts do not narrow. */
    record Filter(String text, String supplier, String brand, String category, Lack lack) {

        public static final Filter NONE = new Filter("", "", "", "", Lack.NOTHING);
    }

    /** What SKUs may be looked for that need work. */
    enum Lack {
        NOTHING,
        PRICE,
        CATEGORY,
        CHINESE_TITLE,
        IMAGE,
        PACK_SIZE,
        WITHDRAWN
    }

    /** One SKU; prices are minor units. */
    record Line(
            long sku,
            long product,
            String slug,
            String code,
            String supplier,
            String title,
            String titleZh,
            String variant,
            String brand,
            String category,
            @Nullable Long priceMinor,
            @Nullable Long listPriceMinor,
            String currency,
            String gtin,
            String packSize,
            boolean active,
            boolean inStock,
            int offers) {}

    /**
     * A page in the order of the SKUs.
     *
     * @param total how many match, exact when they are few
     * @param next what to ask for the next page with, or null on the last
     */
    record Page(
            List<Line> lines,
            long total,
            boolean exact,
            @Nullable Long next) {}

    /** Fields of one SKU as typed, and as they were shown: a field changed by somebody else in between is refused. */
    record Edit(long sku, Fields before, Fields after) {}

    /** What the grid edits. */
    record Fields(String title, String brand, @Nullable Long priceMinor, boolean active) {}

    /** One change to everything a filter finds. */
    sealed interface Bulk {

        /** @param basisPoints 500 raises prices by 5 percent; the result is at least one minor unit */
        record Price(int basisPoints) implements Bulk {}

        record Brand(String brand) implements Bulk {}

        /** @param path of a category that exists */
        record Category(String path) implements Bulk {}

        record Active(boolean active) implements Bulk {}

        /** @param from null: at once; @param until null: for good */
        record Shown(@Nullable Instant from, @Nullable Instant until) implements Bulk {}
    }

    /** A change that was made. */
    record ChangeSet(
            long id,
            String kind,
            String title,
            String who,
            Instant at,
            long skus,
            @Nullable Instant undoneAt,
            @Nullable String undoneBy) {}

    /** One field of one SKU before and after a change. */
    record Difference(ChangeSet change, String code, String field, String before, String after) {}

    /** Formats of an export. */
    enum Format {
        CSV,
        XLSX,
        JSON
    }

    /** @param after the {@code next} of the page before, or 0 */
    Page page(Filter filter, long after, int size);

    List<String> suppliers();

    /** @return how many SKUs changed; refused with {@code catalog.goods_…} */
    Outcome<Long> edit(List<Edit> edits, String who);

    /** @return how many SKUs changed */
    Outcome<Long> bulk(Filter filter, Bulk change, String who);

    List<ChangeSet> changes(int limit);

    /** What became of a product's SKUs, newest first. */
    List<Difference> history(long product);

    /** @return how many SKUs are as they were again */
    Outcome<Long> undo(long changeSet, String who);

    /** A filter kept under a name, as the query of its page. */
    record SavedView(long id, String name, String query) {}

    List<SavedView> views(String who);

    /** The same name again replaces the view. */
    Outcome<Boolean> saveView(String name, String query, String who);

    void deleteView(long id, String who);

    /** Everything the filter finds, as a stream. */
    void export(Filter filter, Format format, OutputStream out) throws IOException;
}
