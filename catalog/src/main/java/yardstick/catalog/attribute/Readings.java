package yardstick.catalog.attribute;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import yardstick.kernel.Language;

/**
 * Keeps {@code catalog.value_reading} complete: every stated pair of name and value has what the dictionary makes of
 * it. Names and choices nobody knows become proposed entries, so that every stored value resolves.
 */
public final class Readings {

    private static final int BATCH = 2_000;

    private final Handle handle;
    private Lexicon lexicon;

    private record Pair(String name, String value) {}

    private Readings(Handle handle) {
        this.handle = handle;
        this.lexicon = Lexicon.read(handle);
    }

    /** Reads every stored pair that has no reading yet, or only those of one import. */
    public static void complete(Handle handle, String pairs) {
        Readings readings = new Readings(handle);
        List<Pair> batch;
        do {
            batch = handle.createQuery("SELECT DISTINCT p.name, p.value FROM (" + pairs + ") AS p WHERE NOT EXISTS"
                            + " (SELECT FROM catalog.value_reading r WHERE r.name = p.name AND r.value = p.value)"
                            + " ORDER BY 1, 2 LIMIT " + BATCH)
                    .map((row, context) -> new Pair(row.getString(1), row.getString(2)))
                    .list();
            readings.add(batch);
        } while (batch.size() == BATCH);
    }

    /**
     * Recomputes the readings of these attributes and of names that resolve to them now, and queues the products whose
     * readings changed for the index.
     *
     * @return how many products
     */
    static int recompute(Handle handle, Collection<Long> attributes) {
        Readings readings = new Readings(handle);
        List<String> names = handle.createQuery("SELECT DISTINCT name FROM catalog.value_reading")
                .mapTo(String.class)
                .filter(name -> readings.lexicon
                        .attribute(name)
                        .map(attribute -> attributes.contains(attribute.id()))
                        .orElse(false))
                .list();
        handle.execute("CREATE TEMP TABLE IF NOT EXISTS old_reading (LIKE catalog.value_reading) ON COMMIT DROP");
        handle.execute("TRUNCATE old_reading");
        handle.createUpdate("""
                        WITH gone AS (DELETE FROM catalog.value_reading
                            WHERE attribute_id = ANY (:ids) OR name = ANY (:names) RETURNING *)
                        INSERT INTO old_reading SELECT * FROM gone""")
                .bindByType("ids", attributes.toArray(Long[]::new), Long[].class)
                .bindByType("names", names.toArray(String[]::new), String[].class)
                .execute();
        complete(handle, "SELECT name, value FROM old_reading");
        return handle.createUpdate("""
                        INSERT INTO catalog.index_queue (product_id)
                        SELECT DISTINCT s.product_id FROM old_reading o
                        JOIN catalog.value_reading r ON r.name = o.name AND r.value = o.value
                        JOIN catalog.attribute_value v ON v.name = o.name AND v.value = o.value
                        JOIN catalog.sku s ON s.id = v.sku_id
                        WHERE (o.attribute_id, o.text_en, o.text_zh, o.terms, o.words)
                            IS DISTINCT FROM (r.attribute_id, r.text_en, r.text_zh, r.terms, r.words)""").execute();
    }

    private void add(List<Pair> pairs) {
        propose(pairs);
        ValueReader reader = new ValueReader(lexicon);
        List<Reading> read = new ArrayList<>();
        boolean grown = false;
        for (Pair pair : pairs) {
            Reading reading = reader.read(lexicon.attribute(pair.name()).orElseThrow(), pair.value());
            read.add(reading);
            for (String word : reading.unknown()) {
                grown |= Proposals.choice(handle, reading.attribute(), word);
            }
        }
        if (grown) {
            lexicon = Lexicon.read(handle);
            ValueReader again = new ValueReader(lexicon);
            for (int i = 0; i < read.size(); i++) {
                if (!read.get(i).unknown().isEmpty()) {
                    Reading fresh =
                            again.read(read.get(i).attribute(), pairs.get(i).value());
                    read.set(i, proposed(fresh, read.get(i)));
                }
            }
        }
        store(pairs, read);
    }

    private static Reading proposed(Reading fresh, Reading first) {
        return new Reading(
                fresh.attribute(),
                fresh.textEn(),
                fresh.textZh(),
                fresh.keys(),
                fresh.amount(),
                fresh.unit(),
                first.rule(),
                fresh.unknown());
    }

    /** Names that are in no entry become one, of the kind that their values suggest. */
    private void propose(List<Pair> pairs) {
        Set<String> unknown = new HashSet<>();
        for (Pair pair : pairs) {
            Optional<Attribute> known = lexicon.attribute(pair.name());
            if (known.isEmpty() && unknown.add(Words.key(pair.name()))) {
                List<String> values = pairs.stream()
                        .filter(other -> other.name().equals(pair.name()))
                        .map(Pair::value)
                        .toList();
                Proposals.attribute(handle, pair.name(), values);
            }
        }
        if (!unknown.isEmpty()) {
            lexicon = Lexicon.read(handle);
        }
    }

    private void store(List<Pair> pairs, List<Reading> readings) {
        if (pairs.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO catalog.value_reading
                    (name, value, attribute_id, text_en, text_zh, keys, terms, words, amount, unit, rule, confidence)
                VALUES (:name, :value, :attribute, :en, :zh, :keys, :terms, :words, :amount, :unit, :rule, :confidence)
                ON CONFLICT (name, value) DO NOTHING""");
        for (int i = 0; i < pairs.size(); i++) {
            Reading reading = readings.get(i);
            batch.bind("name", pairs.get(i).name())
                    .bind("value", pairs.get(i).value())
                    .bind("attribute", reading.attribute().id())
                    .bind("en", reading.textEn())
                    .bind("zh", reading.textZh())
                    .bindByType("keys", reading.keys().toArray(String[]::new), String[].class)
                    .bind("terms", terms(reading))
                    .bind("words", words(reading))
                    .bind("amount", reading.amount())
                    .bind("unit", reading.unit())
                    .bind("rule", reading.rule().code())
                    .bind("confidence", reading.rule().confidence())
                    .add();
        }
        batch.execute();
    }

    private static String terms(Reading reading) {
        return reading.attribute().facet()
                ? reading.keys().stream()
                        .map(key -> reading.attribute().code() + '\u001f' + key)
                        .collect(Collectors.joining("\u001e"))
                : "";
    }

    /** Names of the attribute and of its value in both languages, and what else the choices are called. */
    private String words(Reading reading) {
        Attribute attribute = reading.attribute();
        Set<String> words = new LinkedHashSet<>();
        words.add(attribute.name(Language.EN));
        words.add(attribute.name(Language.ZH));
        words.add(reading.textEn());
        words.add(reading.textZh());
        if (attribute.listed()) {
            reading.keys().forEach(key -> words.addAll(lexicon.aliases(attribute, key)));
        }
        return String.join(" ", words);
    }
}
