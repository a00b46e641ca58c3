package yardstick.catalog.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** The filters a shopper has chosen, understood; what is not understood is ignored. Values of one facet are alternatives. */
record Choices(
        List<String> brands, List<PriceRange> prices, boolean inStock, SortedMap<String, List<String>> attributes) {

    static final String BRAND = "brand";
    static final String PRICE = "price";
    static final String STOCK = "stock";
    static final String IN = "in";
    static final String ATTRIBUTE = "attr.";

    private static final int MAX_VALUES = 50;

    /** Prices from {@code from} up to and without {@code to}, in minor units. */
    record PriceRange(long from, long to) {

        private static final Pattern FORM = Pattern.compile("(\\d{1,15})-(\\d{0,15})");

        static Optional<PriceRange> parse(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            long from = Long.parseLong(matcher.group(1));
            long to = matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
            return from < to ? Optional.of(new PriceRange(from, to)) : Optional.empty();
        }

        boolean contains(long price) {
            return price >= from && price < to;
        }

        /** {@code 1000-2500}; open at the top: {@code 100000-}. */
        String value() {
            return from + "-" + (to == Long.MAX_VALUE ? "" : to);
        }
    }

    static Choices of(Map<String, List<String>> filters) {
        return new Choices(
                filters.getOrDefault(BRAND, List.of()).stream()
                        .filter(brand -> !brand.isBlank())
                        .distinct()
                        .sorted()
                        .limit(MAX_VALUES)
                        .toList(),
                filters.getOrDefault(PRICE, List.of()).stream()
                        .limit(MAX_VALUES)
                        .map(PriceRange::parse)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList(),
                filters.getOrDefault(STOCK, List.of()).contains(IN),
                attributes(filters));
    }

    private static SortedMap<String, List<String>> attributes(Map<String, List<String>> filters) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        filters.forEach((key, values) -> {
            if (key.startsWith(ATTRIBUTE) && !values.isEmpty() && attributes.size() < MAX_VALUES) {
                attributes.put(
                        key.substring(ATTRIBUTE.length()),
                        values.stream().distinct().sorted().limit(MAX_VALUES).toList());
            }
        });
        return attributes;
    }

    /** The ranges to count: round amounts for the currency's minor unit, and what was chosen besides. */
    List<PriceRange> ranges(int fractionDigits) {
        long unit = (long) Math.pow(10, fractionDigits);
        long[] bounds = {0, 10, 25, 50, 100, 200, 500, 1000};
        List<PriceRange> ranges = new ArrayList<>();
        for (int i = 0; i < bounds.length; i++) {
            long to = i + 1 < bounds.length ? bounds[i + 1] * unit : Long.MAX_VALUE;
            ranges.add(new PriceRange(bounds[i] * unit, to));
        }
        TreeSet<PriceRange> all = new TreeSet<>(
                java.util.Comparator.comparingLong(PriceRange::from).thenComparingLong(PriceRange::to));
        all.addAll(ranges);
        all.addAll(prices);
        return List.copyOf(all);
    }

    /** Adds these choices to a query as filters that do not score. */
    Query narrow(Query matches) {
        if (brands.isEmpty() && prices.isEmpty() && !inStock && attributes.isEmpty()) {
            return matches;
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder().add(matches, Occur.MUST);
        if (!brands.isEmpty()) {
            query.add(
                    new TermInSetQuery(
                            Fields.BRAND, brands.stream().map(BytesRef::new).toList()),
                    Occur.FILTER);
        }
        if (!prices.isEmpty()) {
            BooleanQuery.Builder ranges = new BooleanQuery.Builder();
            prices.forEach(range ->
                    ranges.add(LongPoint.newRangeQuery(Fields.PRICE, range.from(), range.to() - 1), Occur.SHOULD));
            query.add(ranges.build(), Occur.FILTER);
        }
        if (inStock) {
            query.add(new TermQuery(new Term(Fields.STOCK, IN)), Occur.FILTER);
        }
        attributes.forEach((code, keys) -> query.add(
                new TermInSetQuery(
                        Fields.ATTRIBUTE,
                        keys.stream()
                                .map(key -> new BytesRef(Fields.attribute(code, key)))
                                .toList()),
                Occur.FILTER));
        return query.build();
    }
}
