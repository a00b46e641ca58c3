package yardstick.catalog.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.BytesRef;
import yardstick.catalog.CatalogList.Facet;
import yardstick.catalog.CatalogList.FacetValue;
import yardstick.catalog.search.Choices.PriceRange;

/**
 * Counts all facets and the total in one pass over the matches of text and category. A product counts for a facet when
 * it passes the choices of the other facets, so that a shopper sees what another choice would bring.
 */
final class FacetCounter extends SimpleCollector {

    private static final int TOP_BRANDS = 20;

    private final Choices choices;
    private final List<PriceRange> ranges;
    private final Map<String, Long> brandCounts = new HashMap<>();
    private final long[] rangeCounts;
    private final AttributeCounter attributes;
    private long stockCount;
    private long total;

    private SortedDocValues brands = DocValues.emptySorted();
    private NumericDocValues prices = DocValues.emptyNumeric();
    private NumericDocValues stock = DocValues.emptyNumeric();
    private Set<Integer> chosenBrands = Set.of();
    private int[] segmentCounts = {};

    FacetCounter(Choices choices, int fractionDigits) {
        this.choices = choices;
        this.ranges = choices.ranges(fractionDigits);
        this.rangeCounts = new long[ranges.size()];
        this.attributes = new AttributeCounter(choices.attributes());
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        finishSegment();
        brands = DocValues.getSorted(context.reader(), Fields.BRAND);
        prices = DocValues.getNumeric(context.reader(), Fields.PRICE);
        stock = DocValues.getNumeric(context.reader(), Fields.STOCK);
        attributes.segment(context.reader());
        segmentCounts = new int[brands.getValueCount()];
        chosenBrands = new HashSet<>();
        for (String brand : choices.brands()) {
            chosenBrands.add(brands.lookupTerm(new BytesRef(brand)));
        }
    }

    private void finishSegment() throws IOException {
        attributes.finishSegment();
        for (int ordinal = 0; ordinal < segmentCounts.length; ordinal++) {
            if (segmentCounts[ordinal] > 0) {
                brandCounts.merge(brands.lookupOrd(ordinal).utf8ToString(), (long) segmentCounts[ordinal], Long::sum);
            }
        }
        segmentCounts = new int[0];
    }

    @Override
    public void collect(int document) throws IOException {
        int brand = brands.advanceExact(document) ? brands.ordValue() : -1;
        long price = prices.advanceExact(document) ? prices.longValue() : -1;
        boolean inStock = stock.advanceExact(document);
        boolean brandFits = chosenBrands.isEmpty() || (brand >= 0 && chosenBrands.contains(brand));
        boolean priceFits = priceFits(price);
        boolean stockFits = !choices.inStock() || inStock;
        attributes.read(document);
        boolean attributesFit = attributes.misses() == 0;
        if (brand >= 0 && priceFits && stockFits && attributesFit) {
            segmentCounts[brand]++;
        }
        if (price >= 0 && brandFits && stockFits && attributesFit) {
            countPrice(price);
        }
        if (inStock && brandFits && priceFits && attributesFit) {
            stockCount++;
        }
        if (brandFits && priceFits && stockFits) {
            attributes.count();
            if (attributesFit) {
                total++;
            }
        }
    }

    private boolean priceFits(long price) {
        if (choices.prices().isEmpty()) {
            return true;
        }
        for (PriceRange range : choices.prices()) {
            if (range.contains(price)) {
                return true;
            }
        }
        return false;
    }

    private void countPrice(long price) {
        for (int i = 0; i < rangeCounts.length; i++) {
            if (ranges.get(i).contains(price)) {
                rangeCounts[i]++;
            }
        }
    }

    /** Call once, after the search. */
    Counts counts() throws IOException {
        finishSegment();
        List<Facet> facets = new ArrayList<>();
        facets.add(new Facet(Choices.BRAND, Choices.BRAND, brandValues()));
        facets.add(new Facet(Choices.PRICE, Choices.PRICE, priceValues()));
        facets.add(new Facet(
                Choices.STOCK,
                Choices.STOCK,
                stockCount > 0 || choices.inStock()
                        ? List.of(new FacetValue(Choices.IN, Choices.IN, stockCount, choices.inStock()))
                        : List.of()));
        return new Counts(total, List.copyOf(facets), attributes.counts());
    }

    private List<FacetValue> brandValues() {
        List<FacetValue> values = new ArrayList<>();
        brandCounts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOP_BRANDS)
                .forEach(entry -> values.add(brandValue(entry.getKey(), entry.getValue())));
        choices.brands().stream()
                .filter(brand ->
                        values.stream().noneMatch(value -> value.value().equals(brand)))
                .forEach(brand -> values.add(brandValue(brand, brandCounts.getOrDefault(brand, 0L))));
        return List.copyOf(values);
    }

    private FacetValue brandValue(String brand, long count) {
        return new FacetValue(brand, brand, count, choices.brands().contains(brand));
    }

    private List<FacetValue> priceValues() {
        List<FacetValue> values = new ArrayList<>();
        for (int i = 0; i < rangeCounts.length; i++) {
            boolean chosen = choices.prices().contains(ranges.get(i));
            if (chosen || rangeCounts[i] > 0) {
                String value = ranges.get(i).value();
                values.add(new FacetValue(value, value, rangeCounts[i], chosen));
            }
        }
        return List.copyOf(values);
    }

    /** What one pass found; {@code attributes} by code and key. */
    record Counts(long total, List<Facet> facets, Map<String, Map<String, Long>> attributes) {}
}
