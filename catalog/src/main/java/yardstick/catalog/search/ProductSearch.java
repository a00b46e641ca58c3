package yardstick.catalog.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
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
import yardstick.catalog.SearchDesk;
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
    private final Cache<SuggestionKey, List<ProductCard>> suggestions = cache(1_000);

    @Inject
    ProductIndex index;

    @Inject
    Settings settings;

    @Inject
    FacetNames facetNames;

    @Inject
    SearchRules rules;

    ProductSearch() {}

    /** Outside a container. */
    public ProductSearch(ProductIndex index, Settings settings, FacetNames facetNames, SearchRules rules) {
        this.index = index;
        this.facetNames = facetNames;
        this.rules = rules;
        this.settings = settings;
    }

    private record ListKey(Object state, long dictionary, long rules, CatalogQuery query) {}

    private record CountKey(
            Object state, String text, @Nullable String category, Choices choices, List<SearchRules.Rule> rules) {}

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
            SearchRules.All all = rules.current();
            ListKey key = new ListKey(state, facetNames.version(), all.version(), query);
            CatalogList known = lists.getIfPresent(key);
            if (known != null) {
                return known;
            }
            CatalogList list = search(new IndexSearcher(reader), new Reading(state, all), query);
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

    /** The state of the index and of the rules that a list describes. */
    private record Reading(Object state, SearchRules.All rules) {}

    private CatalogList search(IndexSearcher searcher, Reading reading, CatalogQuery query) throws IOException {
        String text = TextQuery.normalise(query.text());
        CountKey key = new CountKey(
                reading.state(),
                text,
                query.category(),
                Choices.of(query.filters()),
                reading.rules().of(text));
        Query matches = matches(key, false);
        FacetCounter.Counts found = count(searcher, key, matches);
        CatalogList.Match match = CatalogList.Match.EXACT;
        if (!text.isEmpty() && needsHelp(searcher, key, found)) {
            matches = matches(key, true);
            CountKey near = new CountKey(key.state(), "~" + text, key.category(), key.choices(), key.rules());
            found = count(searcher, near, matches);
            match = new CatalogList.Match(true, Spelling.instead(searcher.getIndexReader(), text));
        }
        int size = Math.clamp(query.size(), 1, LARGEST_PAGE);
        int pages = (int) Math.min((found.total() + size - 1) / size, Math.ceilDiv(DEEPEST, size));
        int page = Math.clamp(query.page(), 1, Math.max(1, pages));
        List<ProductCard> cards = found.total() == 0
                ? List.of()
                : Hits.cards(
                        searcher, key.choices().narrow(matches), new Hits.Window(query, text, (page - 1) * size, size));
        List<CatalogList.Facet> facets = new ArrayList<>(found.facets());
        facets.addAll(facetNames.facets(
                query.language(),
                found.total(),
                found.attributes(),
                key.choices().attributes()));
        return new CatalogList(cards, found.total(), page, pages, List.copyOf(facets), match);
    }

    /** Nothing has every word, whatever the choices; pinned products do not count as an answer. */
    private static boolean needsHelp(IndexSearcher searcher, CountKey key, FacetCounter.Counts found)
            throws IOException {
        return (found.total() == 0 || !key.rules().isEmpty())
                && searcher.count(below(key, TextQuery.of(key.text()).strict())) == 0;
    }

    private static Query matches(CountKey key, boolean relaxed) {
        if (key.text().isEmpty()) {
            return below(key, null);
        }
        TextQuery text = TextQuery.of(key.text());
        return below(key, SearchRules.decorate(relaxed ? text.relaxed() : text.strict(), key.rules()));
    }

    /** @param words null for everything */
    private static Query below(CountKey key, @Nullable Query words) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        if (words == null) {
            query.add(new MatchAllDocsQuery(), Occur.FILTER);
        } else {
            query.add(words, Occur.MUST);
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

    /** A search as merchants look at it: the text, and the rules of it by their names. */
    record Trial(Language language, String text, int limit, List<SearchDesk.Rule> rules) {}

    /** The first hits of a search with the points they got. */
    SearchDesk.Trial trial(Trial trial) {
        try (IndexReader reader = index.open()) {
            return Relevance.trial(
                    new IndexSearcher(reader), trial, rules.current().of(trial.text()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the product index", e);
        }
    }

    /** Products whose titles complete the typed text, a title once: buyable and popular ones first. */
    public List<ProductCard> suggest(Language language, String prefix, int limit) {
        String typed = TextQuery.normalise(prefix);
        if (CatalogAnalysis.plain(typed).isEmpty()) {
            return List.of();
        }
        try (IndexReader reader = index.open()) {
            SuggestionKey key = new SuggestionKey(state(reader), language, typed, Math.clamp(limit, 1, 20));
            List<ProductCard> known = suggestions.getIfPresent(key);
            if (known == null) {
                known = complete(new IndexSearcher(reader), key);
                suggestions.put(key, known);
            }
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the product index", e);
        }
    }

    private static List<ProductCard> complete(IndexSearcher searcher, SuggestionKey key) throws IOException {
        Sort best = new Sort(
                new SortField(Fields.RANK, SortField.Type.LONG, true),
                new SortField(Fields.NUMBER, SortField.Type.LONG));
        ScoreDoc[] top = searcher.search(
                        TextQuery.prefix(key.language(), key.prefix()),
                        new TopFieldCollectorManager(best, SUGGESTION_POOL, null, 1))
                .scoreDocs;
        Map<String, ProductCard> byTitle = new LinkedHashMap<>();
        for (ScoreDoc hit : top) {
            ProductCard card = Hits.card(searcher, hit.doc, key.language());
            byTitle.putIfAbsent(card.title(), card);
        }
        return byTitle.values().stream().limit(key.limit()).toList();
    }
}
