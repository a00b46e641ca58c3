package yardstick.catalog.attribute;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Dictionary.Taken;
import yardstick.kernel.Language;

/**
 * Takes in the text files of the Shopify product taxonomy ({@code categories.txt}, {@code attributes.txt} and
 * {@code attribute_values.txt}): lines of {@code GID : Name}, categories as a path from the root, values with their
 * attribute in brackets. The same file in another language adds the names to the entries with the same GID. Lines of
 * Google's list of product types ({@code 1 - Animals & Pet Supplies}) give their numbers to categories of the same path.
 */
final class TaxonomyFile {

    private static final int BATCH = 1_000;
    private static final int LONGEST_LINE = 1_000;
    private static final Pattern LINE = Pattern.compile(
            "gid://shopify/Taxonomy(Category|Attribute|Value)/([\\w-]{1,40})\\s*:\\s*(.{1,600}?)(?:\\s+\\[([^\\]]{1,200})\\])?\\s*");

    private static final Pattern GOOGLE = Pattern.compile("(\\d{1,7}) - (.{1,600}?)\\s*");

    private static final String CROSSWALK = """
            UPDATE catalog.category SET google_id = :id
            WHERE lower(path) = lower(:name) AND google_id IS DISTINCT FROM :id""";
    private static final String CATEGORY = """
            INSERT INTO catalog.category (parent_id, slug, name_en, name_zh, path, shopify_id)
            SELECT (SELECT id FROM catalog.category WHERE shopify_id = :parent), coalesce(nullif(catalog.slug(:path), ''), 'c')
                || '-' || lower(:id), :name, CASE WHEN :zh THEN :name END, :path, :id
            WHERE NOT :zh AND NOT EXISTS (SELECT FROM catalog.category WHERE shopify_id = :id)
            ON CONFLICT (path) DO UPDATE SET shopify_id = excluded.shopify_id""";
    private static final String NAME_CATEGORY =
            "UPDATE catalog.category SET name_zh = coalesce(name_zh, :name) WHERE shopify_id = :id";
    private static final String ATTRIBUTE = """
            WITH known AS (
                SELECT attribute_id AS id FROM catalog.attribute_alias WHERE alias_key = :key
                UNION SELECT id FROM catalog.attribute WHERE shopify_id = :id),
            made AS (
                INSERT INTO catalog.attribute (code, kind, name_en, shopify_id)
                SELECT :code, 'ENUM', :name, :id WHERE NOT :zh AND NOT EXISTS (SELECT FROM known)
                ON CONFLICT (code) DO UPDATE SET shopify_id = excluded.shopify_id RETURNING id),
            named AS (
                UPDATE catalog.attribute a SET shopify_id = coalesce(a.shopify_id, :id),
                    name_zh = CASE WHEN :zh THEN coalesce(a.name_zh, :name) ELSE a.name_zh END
                FROM known WHERE a.id = known.id AND NOT EXISTS (SELECT FROM catalog.attribute o
                    WHERE o.shopify_id = :id AND o.id <> a.id) RETURNING a.id)
            INSERT INTO catalog.attribute_alias (alias_key, attribute_id, alias, language)
            SELECT :key, id, :name, CASE WHEN :zh THEN 'zh' ELSE 'en' END
            FROM (SELECT id FROM made UNION SELECT id FROM named) AS pair LIMIT 1 ON CONFLICT DO NOTHING""";
    private static final String VALUE = """
            WITH owner AS (
                SELECT a.id FROM catalog.attribute a JOIN catalog.attribute_alias l ON l.attribute_id = a.id
                WHERE l.alias_key = :owner AND a.kind IN ('ENUM', 'COLOUR')),
            known AS (
                SELECT c.choice_id AS id FROM catalog.choice_alias c JOIN owner ON owner.id = c.attribute_id
                WHERE c.alias_key = :key
                UNION SELECT v.id FROM catalog.attribute_choice v WHERE v.shopify_id = :id),
            made AS (
                INSERT INTO catalog.attribute_choice (attribute_id, code, name_en, shopify_id)
                SELECT owner.id, :code, :name, :id FROM owner WHERE NOT :zh AND NOT EXISTS (SELECT FROM known)
                ON CONFLICT (attribute_id, code) DO UPDATE SET shopify_id = excluded.shopify_id
                RETURNING id, attribute_id),
            named AS (
                UPDATE catalog.attribute_choice v SET shopify_id = coalesce(v.shopify_id, :id),
                    name_zh = CASE WHEN :zh THEN coalesce(v.name_zh, :name) ELSE v.name_zh END
                FROM known WHERE v.id = known.id RETURNING v.id, v.attribute_id)
            INSERT INTO catalog.choice_alias (attribute_id, alias_key, choice_id, alias, language)
            SELECT attribute_id, :key, id, :name, CASE WHEN :zh THEN 'zh' ELSE 'en' END
            FROM (SELECT id, attribute_id FROM made UNION SELECT id, attribute_id FROM named) AS pair LIMIT 1
            ON CONFLICT DO NOTHING""";

    private final Handle handle;
    private final Language language;

    TaxonomyFile(Handle handle, Language language) {
        this.handle = handle;
        this.language = language;
    }

    private record Line(String kind, String id, String name, String owner) {}

    /** @return entries written or numbered; 0 for a file of neither form changes nothing */
    Taken load(BufferedReader reader) throws IOException {
        long read = 0;
        long taken = 0;
        List<Line> batch = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            Line entry = line.length() <= LONGEST_LINE ? parse(line) : null;
            if (entry != null) {
                batch.add(entry);
                read++;
            }
            if (batch.size() == BATCH) {
                taken += store(batch);
            }
        }
        return new Taken(read, taken + store(batch));
    }

    private static @Nullable Line parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
            String owner = matcher.group(4) == null ? "" : matcher.group(4);
            return new Line(matcher.group(1), matcher.group(2), matcher.group(3).strip(), owner);
        }
        Matcher google = GOOGLE.matcher(line);
        return google.matches()
                ? new Line("Google", google.group(1), google.group(2).strip(), "")
                : null;
    }

    private long store(List<Line> batch) {
        long taken = 0;
        for (String kind : List.of("Category", "Attribute", "Value", "Google")) {
            List<Line> own =
                    batch.stream().filter(line -> line.kind().equals(kind)).toList();
            if (!own.isEmpty()) {
                taken += store(kind, own);
            }
        }
        batch.clear();
        return taken;
    }

    private long store(String kind, List<Line> lines) {
        boolean chinese = language == Language.ZH;
        PreparedBatch batch = handle.prepareBatch(
                switch (kind) {
                    case "Category" -> chinese ? NAME_CATEGORY : CATEGORY;
                    case "Attribute" -> ATTRIBUTE;
                    case "Value" -> VALUE;
                    default -> CROSSWALK;
                });
        for (Line line : lines) {
            batch.bind("id", line.id())
                    .bind("zh", chinese)
                    .bind("parent", parent(line.id()))
                    .bind("path", line.name())
                    .bind("name", kind.equals("Category") ? last(line.name()) : line.name())
                    .bind("key", Words.key(line.name()))
                    .bind("code", Words.code(line.name()))
                    .bind("owner", Words.key(line.owner()))
                    .add();
        }
        return IntStream.of(batch.execute())
                .asLongStream()
                .filter(rows -> rows > 0)
                .sum();
    }

    private static String parent(String id) {
        return id.contains("-") ? id.substring(0, id.lastIndexOf('-')) : "";
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('>') + 1).strip();
    }
}
