package yardstick.catalog.attribute;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Loads the dictionary that comes with the module into an empty one. */
final class Defaults {

    private final Handle handle;
    private long attribute;
    private int position;
    private int choicePosition;

    private Defaults(Handle handle) {
        this.handle = handle;
    }

    /** @return whether it was empty and is filled now; the caller's transaction holds the lock */
    static boolean load(Handle handle) {
        handle.execute("SELECT pg_advisory_xact_lock(hashtext('catalog.dictionary'))");
        if (Lexicon.version(handle) > 0) {
            return false;
        }
        Defaults defaults = new Defaults(handle);
        DictionaryFile.lines("attributes.txt").forEach(defaults::line);
        DictionaryFile.lines("categories.txt").forEach(defaults::category);
        handle.execute("INSERT INTO catalog.dictionary_change (at, who, action, subject)"
                + " VALUES (now(), 'yardstick', 'load', 'dictionary')");
        return true;
    }

    private void line(String line) {
        DictionaryLine read = DictionaryLine.parse(line);
        if (read.attribute()) {
            attribute(read);
        } else {
            choice(read);
        }
    }

    private void attribute(DictionaryLine line) {
        position += 10;
        choicePosition = 0;
        attribute = handle.createQuery("""
                        INSERT INTO catalog.attribute (code, kind, unit, name_en, name_zh, facet, position)
                        VALUES (:code, :kind, :unit, :en, :zh, :facet, :position) RETURNING id""")
                .bind("code", line.head()[0])
                .bind("kind", line.head()[1])
                .bind("unit", line.unit())
                .bind("en", line.english().getFirst())
                .bind("zh", line.chinese().getFirst())
                .bind("facet", line.facet())
                .bind("position", position)
                .mapTo(Long.class)
                .one();
        aliases("en", line.english());
        aliases("zh", line.chinese());
        aliases("en", List.of(line.head()[0].replace('_', ' ')));
    }

    private void aliases(String language, List<String> names) {
        for (String name : names) {
            handle.createUpdate("""
                            INSERT INTO catalog.attribute_alias (alias_key, attribute_id, alias, language)
                            VALUES (:key, :attribute, :alias, :language) ON CONFLICT DO NOTHING""")
                    .bind("key", Words.key(name))
                    .bind("attribute", attribute)
                    .bind("alias", name)
                    .bind("language", language)
                    .execute();
        }
    }

    private void choice(DictionaryLine line) {
        choicePosition += 10;
        long choice = handle.createQuery("""
                        INSERT INTO catalog.attribute_choice (attribute_id, code, name_en, name_zh, swatch, position)
                        VALUES (:attribute, :code, :en, :zh, :swatch, :position) RETURNING id""")
                .bind("attribute", attribute)
                .bind("code", line.head()[0])
                .bind("en", line.english().getFirst())
                .bind("zh", line.chinese().getFirst())
                .bind("swatch", line.head().length > 1 ? line.head()[1] : null)
                .bind("position", choicePosition)
                .mapTo(Long.class)
                .one();
        choiceAliases(choice, "en", line.english());
        choiceAliases(choice, "zh", line.chinese());
    }

    private void choiceAliases(long choice, String language, List<String> names) {
        for (String name : names) {
            handle.createUpdate("""
                            INSERT INTO catalog.choice_alias (attribute_id, alias_key, choice_id, alias, language)
                            VALUES (:attribute, :key, :choice, :alias, :language) ON CONFLICT DO NOTHING""")
                    .bind("attribute", attribute)
                    .bind("key", Words.key(name))
                    .bind("choice", choice)
                    .bind("alias", name)
                    .bind("language", language)
                    .execute();
        }
    }

    private void category(String line) {
        String[] field = line.split("\\s*\\|\\s*", -1);
        String path = field[0].strip();
        int cut = path.lastIndexOf(" > ");
        String chinese = field[1].substring(field[1].lastIndexOf('>') + 1).strip();
        long id = handle.createQuery("""
                        INSERT INTO catalog.category (parent_id, slug, name_en, name_zh, path, google_id, gs1_id)
                        VALUES ((SELECT id FROM catalog.category WHERE path = :parent),
                            (SELECT CASE WHEN EXISTS (SELECT FROM catalog.category WHERE slug = s)
                                    THEN s || '-' || md5(:path) ELSE s END FROM catalog.slug(:path) AS s),
                            :name, :zh, :path, nullif(:google, ''), nullif(:gs1, ''))
                        ON CONFLICT (path) DO UPDATE SET google_id = excluded.google_id, gs1_id = excluded.gs1_id
                        RETURNING id""")
                .bind("parent", cut < 0 ? "" : path.substring(0, cut))
                .bind("path", path)
                .bind("name", cut < 0 ? path : path.substring(cut + 3))
                .bind("zh", chinese)
                .bind("google", field[3].strip())
                .bind("gs1", field[4].strip())
                .mapTo(Long.class)
                .one();
        handle.createUpdate("""
                        INSERT INTO catalog.category_attribute (category_id, attribute_id)
                        SELECT :category, id FROM catalog.attribute WHERE code = ANY (string_to_array(:codes, ' '))
                        ON CONFLICT DO NOTHING""")
                .bind("category", id)
                .bind("codes", field[2].strip())
                .execute();
    }
}
