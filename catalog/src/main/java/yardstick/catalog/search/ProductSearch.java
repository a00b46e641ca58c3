package yardstick.catalog.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.CatalogList;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.ProductCard;
import yardstick.catalog.attribute.FacetNames;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Settings;

/**
 * Answers lists and suggestions from the index alone. Results are kept per state of the index: a change of any product
 * gives a new state, so a kept result is never older than the index.
 */
@ApplicationScoped
public class ProductSearch {

    /** No page begins after this many products; later ones are found by narrowing. */
    static final int DEEPEST = 10_000;

    private static final int LARGEST_PAGE = 96;
    private static final int SUGGESTION_POOL = 60;

    private final Cache<ListKey, CatalogList> lists = cache(1_000);
    private final Cache<CountKey, FacetCounter.Counts> counts = cache(2_000);
    private final Cache<SuggestionKey, List<String>> suggestions = cache(1_000);

    @Inject
    ProductIndex index;

    @Inject
    Settings settings;

    @Inject
    FacetNames facetNames;

    ProductSearch() {}

    /** Outside a container. */
    public ProductSearch(ProductIndex index, Settings settings, FacetNames facetNames) {
        this.index = index;
        this.facetNames = facetNames;
        this.settings = settings;
    }

    private record ListKey(Object state, long dictionary, CatalogQuery query) {}

    private record CountKey(
            Object state, String text, @Nullable String category, Choices choices) {}

    private record SuggestionKey(Object state, Language language, String prefix, int limit) {}

    private static <K, V> Cache<K, V> cache(int size) {
        return Caffeine.newBuilder()
                .maximumSize(size)
                .expireAfterWrite(Duration.ofMinutes(1))
                .build();
    }

    /** One page of products, its total and its facets. */
    public CatalogList list(CatalogQuery query) {
        try (IndexReader reader = index.open()) {
            Object state = state(reader);
            ListKey key = new ListKey(state, facetNames.version(), query);
            CatalogList known = lists.getIfPresent(key);
            if (known != null) {
                return known;
            }
            CatalogList list = search(new IndexSearcher(reader), state, query);
            lists.put(key, list);
            return list;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the product index", e);
        }
    }

    private static Object state(IndexReader reader) {
        IndexReader.CacheHelper helper = reader.getReaderCacheHelper();
        return helper == null ? new Object() : helper.getKey();
    }

    private CatalogList search(IndexSearcher searcher, Object state, CatalogQuery query) throws IOException {
        String text = TextQuery.normalise(query.text());
        CountKey key = new CountKey(state, text, query.category(), Choices.of(query.filters()));
        Query matches = matches(key, false);
        FacetCounter.Counts found = count(searcher, key, matches);
        if (found.total() == 0 && !text.isEmpty() && searcher.count(matches) == 0) {
            matches = matches(key, true);
            found = count(searcher, new CountKey(state, "~" + text, key.category(), key.choices()), matches);
        }
        int size = Math.clamp(query.size(), 1, LARGEST_PAGE);
        int pages = (int) Math.min((found.total() + size - 1) / size, Math.ceilDiv(DEEPEST, size));
        int page = Math.clamp(query.page(), 1, Math.max(1, pages));
        List<ProductCard> cards = found.total() == 0
                ? List.of()
                : cards(searcher, key.choices().narrow(matches), new Window(query, text, (page - 1) * size, size));
        List<CatalogList.Facet> facets = new ArrayList<>(found.facets());
        facets.addAll(facetNames.facets(
                query.language(),
                found.total(),
                found.attributes(),
                key.choices().attributes()));
        return new CatalogList(cards, found.total(), page, pages, List.copyOf(facets));
    }

    private static Query matches(CountKey key, boolean relaxed) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        if (key.text().isEmpty()) {
            query.add(new MatchAllDocsQuery(), Occur.FILTER);
        } else {
            TextQuery text = TextQuery.of(key.text());
            query.add(relaxed ? text.relaxed() : text.strict(), Occur.MUST);
        }
        if (key.category() != null) {
            query.add(new TermQuery(new Term(Fields.CATEGORY, key.category())), Occur.FILTER);
        }
        return query.build();
    }

    private FacetCounter.Counts count(IndexSearcher searcher, CountKey key, Query matches) throws IOException {
        FacetCounter.Counts known = counts.getIfPresent(key);
        if (known != null) {
            return known;
        }
        FacetCounter counter = new FacetCounter(key.choices(), Money.fractionDigits(settings.currency()));
        searcher.search(matches, counter);
        FacetCounter.Counts result = counter.counts();
        counts.put(key, result);
        return result;
    }

    private record Window(CatalogQuery query, String text, int from, int size) {}

    private static List<ProductCard> cards(IndexSearcher searcher, Query query, Window window) throws IOException {
        Sort sort = sort(window);
        ScoreDoc[] top = searcher.search(
                        query, new TopFieldCollectorManager(sort, window.from() + window.size(), null, 1))
                .scoreDocs;
        List<ProductCard> cards = new ArrayList<>();
        for (int i = window.from(); i < top.length; i++) {
            cards.add(card(searcher, top[i].doc, window.query().language()));
        }
        return List.copyOf(cards);
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

    private static ProductCard card(IndexSearcher searcher, int document, Language language) throws IOException {
        List<LeafReaderContext> leaves = searcher.getLeafContexts();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        BinaryDocValues cards = Objects.requireNonNull(leaf.reader().getBinaryDocValues(Fields.card(language)));
        if (!cards.advanceExact(document - leaf.docBase)) {
            throw new IllegalStateException("product document without a card");
        }
        return CardCodec.decode(cards.binaryValue());
    }

    /** Titles that complete the typed text: buyable and popular ones first. */
    public List<String> suggest(Language language, String prefix, int limit) {
        String typed = TextQuery.normalise(prefix);
        if (CatalogAnalysis.plain(typed).isEmpty()) {
            return List.of();
        }
        try (IndexReader reader = index.open()) {
            SuggestionKey key = new SuggestionKey(state(reader), language, typed, Math.clamp(limit, 1, 20));
            List<String> known = suggestions.getIfPresent(key);
            if (known == null) {
                known = complete(new IndexSearcher(reader), key);
                suggestions.put(key, known);
            }
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the product index", e);
        }
    }

    private static List<String> complete(IndexSearcher searcher, SuggestionKey key) throws IOException {
        Sort best = new Sort(
                new SortField(Fields.RANK, SortField.Type.LONG, true),
                new SortField(Fields.NUMBER, SortField.Type.LONG));
        ScoreDoc[] top = searcher.search(
                        TextQuery.prefix(key.language(), key.prefix()),
                        new TopFieldCollectorManager(best, SUGGESTION_POOL, null, 1))
                .scoreDocs;
        Set<String> titles = new LinkedHashSet<>();
        for (ScoreDoc hit : top) {
            titles.add(card(searcher, hit.doc, key.language()).title());
        }
        return titles.stream().limit(key.limit()).toList();
    }
}
