package yardstick.catalog.attribute;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import yardstick.catalog.CatalogList.Facet;
import yardstick.catalog.CatalogList.FacetValue;
import yardstick.kernel.Database;
import yardstick.kernel.Language;

/** Turns counted attribute keys into facets with names; looks for a new version of the dictionary every second. */
@ApplicationScoped
public class FacetNames {

    private static final int MOST_FACETS = 8;
    private static final int MOST_VALUES = 24;
    private static final String PREFIX = "attr.";

    @Inject
    Database database;

    private final LoadingCache<Boolean, Lexicon> lexicon = Caffeine.newBuilder()
            .refreshAfterWrite(Duration.ofSeconds(1))
            .executor(Runnable::run)
            .build(new com.github.benmanes.caffeine.cache.CacheLoader<>() {
                @Override
                public Lexicon load(Boolean key) {
                    return database.read(Lexicon::read);
                }

                @Override
                public Lexicon reload(Boolean key, Lexicon old) {
                    return database.read(
                            handle -> Lexicon.version(handle) == old.version() ? old : Lexicon.read(handle));
                }
            });

    FacetNames() {}

    /** Outside a container. */
    public FacetNames(Database database) {
        this.database = database;
    }

    /** Of the dictionary that names are taken from. */
    public long version() {
        return lexicon.get(true).version();
    }

    /**
     * @param counts attribute code to key to products
     * @param chosen attribute code to chosen keys
     */
    public List<Facet> facets(
            Language language, long total, Map<String, Map<String, Long>> counts, Map<String, List<String>> chosen) {
        Lexicon words = lexicon.get(true);
        List<Facet> facets = new ArrayList<>();
        for (Attribute attribute : words.facets()) {
            Map<String, Long> values = counts.getOrDefault(attribute.code(), Map.of());
            List<String> own = chosen.getOrDefault(attribute.code(), List.of());
            boolean tellsApart = values.size() > 1 || values.values().stream().anyMatch(count -> count < total);
            if (!own.isEmpty() || tellsApart && facets.size() < MOST_FACETS) {
                facets.add(new Facet(
                        PREFIX + attribute.code(),
                        attribute.name(language),
                        new Values(words, attribute, language).of(values, own)));
            }
        }
        return facets;
    }

    private record Values(Lexicon words, Attribute attribute, Language language) {

        List<FacetValue> of(Map<String, Long> counts, List<String> chosen) {
            Set<String> keys = new HashSet<>(chosen);
            counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(MOST_VALUES)
                    .forEach(entry -> keys.add(entry.getKey()));
            Comparator<String> order = attribute.kind() == AttributeKind.NUMBER
                    ? Comparator.comparing(Values::number).thenComparing(Comparator.naturalOrder())
                    : Comparator.comparing((String key) -> -counts.getOrDefault(key, 0L))
                            .thenComparing(key -> words.position(attribute, key))
                            .thenComparing(Comparator.naturalOrder());
            return keys.stream()
                    .sorted(order)
                    .map(key -> new FacetValue(
                            key,
                            words.label(attribute, key, language),
                            counts.getOrDefault(key, 0L),
                            chosen.contains(key)))
                    .toList();
        }

        private static BigDecimal number(String key) {
            return key.matches("-?\\d{1,20}(\\.\\d{1,20})?") ? new BigDecimal(key) : BigDecimal.ZERO;
        }
    }
}
