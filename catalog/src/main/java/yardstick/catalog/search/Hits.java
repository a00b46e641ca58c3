package yardstick.catalog.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.ProductCard;
import yardstick.kernel.Language;

/** The part of a result that a page shows, in the order asked for, as finished cards. */
final class Hits {

    private Hits() {}

    record Window(CatalogQuery query, String text, int from, int size) {}

    static List<ProductCard> cards(IndexSearcher searcher, Query query, Window window) throws IOException {
        ScoreDoc[] top = top(searcher, query, window);
        List<ProductCard> cards = new ArrayList<>();
        for (int i = window.from(); i < top.length; i++) {
            cards.add(card(searcher, top[i].doc, window.query().language()));
        }
        return List.copyOf(cards);
    }

    static ScoreDoc[] top(IndexSearcher searcher, Query query, Window window) throws IOException {
        return searcher.search(
                        query, new TopFieldCollectorManager(sort(window), window.from() + window.size(), null, 1))
                .scoreDocs;
    }

    private static Sort sort(Window window) {
        SortField rank = new SortField(Fields.RANK, SortField.Type.LONG, true);
        SortField number = new SortField(Fields.NUMBER, SortField.Type.LONG);
        return switch (window.query().sort()) {
            case RELEVANCE ->
                window.text().isEmpty() ? new Sort(rank, number) : new Sort(SortField.FIELD_SCORE, rank, number);
            case PRICE_ASCENDING -> new Sort(price(false), number);
            case PRICE_DESCENDING -> new Sort(price(true), number);
            case NEWEST ->
                new Sort(
                        new SortField(Fields.CREATED, SortField.Type.LONG, true),
                        new SortField(Fields.NUMBER, SortField.Type.LONG, true));
            case NAME -> new Sort(new SortField(Fields.name(window.query().language()), SortField.Type.STRING), number);
        };
    }

    /** Unpriced products come last either way. */
    private static SortField price(boolean descending) {
        SortField price = new SortField(Fields.PRICE, SortField.Type.LONG, descending);
        price.setMissingValue(descending ? Long.MIN_VALUE : Long.MAX_VALUE);
        return price;
    }

    static ProductCard card(IndexSearcher searcher, int document, Language language) throws IOException {
        List<LeafReaderContext> leaves = searcher.getLeafContexts();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        BinaryDocValues cards = Objects.requireNonNull(leaf.reader().getBinaryDocValues(Fields.card(language)));
        if (!cards.advanceExact(document - leaf.docBase)) {
            throw new IllegalStateException("product document without a card");
        }
        return CardCodec.decode(cards.binaryValue());
    }
}
