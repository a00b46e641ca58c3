package yardstick.catalog.attribute;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Entries that an import needs and the dictionary does not have; marked so that somebody looks at them. */
final class Proposals {

    private static final int SHORT = 30;
    private static final int FEW = 25;

    private Proposals() {}

    private record Guess(AttributeKind kind, @Nullable String unit) {}

    static void attribute(Handle handle, String name, List<String> values) {
        Guess guess = guess(values);
        boolean chinese = name.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        String code = free(handle, Words.code(name));
        String key = Words.key(name);
        handle.createUpdate("""
                        WITH made AS (
                            INSERT INTO catalog.attribute (code, kind, unit, name_en, name_zh, proposed)
                            VALUES (:code, :kind, :unit, :name, CASE WHEN :chinese THEN :name END, true) RETURNING id)
                        INSERT INTO catalog.attribute_alias (alias_key, attribute_id, alias, language)
                        SELECT :key, id, :name, CASE WHEN :chinese THEN 'zh' ELSE 'en' END FROM made""")
                .bind("code", code)
                .bind("kind", guess.kind().name())
                .bind("unit", guess.unit())
                .bind("name", name)
                .bind("chinese", chinese)
                .bind("key", key.isEmpty() ? code : key)
                .execute();
        changed(handle, "attribute " + code);
    }

    private static String free(Handle handle, String wished) {
        return handle.createQuery("""
                        SELECT CASE WHEN n = 0 THEN :code ELSE left(:code, 50) || '_' || n END
                        FROM (SELECT count(*) AS n FROM catalog.attribute
                              WHERE code = :code OR code ~ ('^' || left(:code, 50) || '_[0-9]+$')) AS taken""").bind("code", wished).mapTo(String.class).one();
    }

    private static Guess guess(List<String> values) {
        if (values.stream().allMatch(value -> value.matches("(?i)yes|no|true|false|是|否"))) {
            return new Guess(AttributeKind.BOOLEAN, null);
        }
        Optional<Unit> unit = values.stream()
                .map(value -> Measure.parse(value, null))
                .flatMap(Optional::stream)
                .flatMap(measure -> Optional.ofNullable(measure.unit()).stream())
                .findFirst();
        long measures = values.stream()
                .filter(value -> Measure.parse(value, unit.orElse(null)).isPresent())
                .count();
        if (measures * 10 >= values.size() * 9L) {
            return new Guess(AttributeKind.NUMBER, unit.map(Unit::ucum).orElse(null));
        }
        boolean list =
                values.size() > 1 && values.size() <= FEW && values.stream().allMatch(value -> value.length() <= SHORT);
        return new Guess(list ? AttributeKind.ENUM : AttributeKind.TEXT, null);
    }

    /** @return whether a choice was made */
    static boolean choice(Handle handle, Attribute attribute, String word) {
        String key = Words.key(word);
        if (key.isEmpty() || word.length() > 80) {
            return false;
        }
        boolean chinese = word.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        return handle.createUpdate("""
                        WITH made AS (
                            INSERT INTO catalog.attribute_choice (attribute_id, code, name_en, name_zh, proposed)
                            SELECT :attribute, CASE WHEN EXISTS (SELECT FROM catalog.attribute_choice
                                WHERE attribute_id = :attribute AND code = :code)
                                THEN :code || '_' || left(md5(:key), 6) ELSE :code END,
                                :word, CASE WHEN :chinese THEN :word END, true
                            WHERE NOT EXISTS (SELECT FROM catalog.choice_alias
                                WHERE attribute_id = :attribute AND alias_key = :key)
                            RETURNING id)
                        INSERT INTO catalog.choice_alias (attribute_id, alias_key, choice_id, alias, language)
                        SELECT :attribute, :key, id, :word, CASE WHEN :chinese THEN 'zh' ELSE 'en' END FROM made""")
                        .bind("attribute", attribute.id())
                        .bind("code", Words.code(word))
                        .bind("key", key)
                        .bind("word", word)
                        .bind("chinese", chinese)
                        .execute()
                == 1;
    }

    private static void changed(Handle handle, String what) {
        handle.createUpdate("""
                        INSERT INTO catalog.dictionary_change (at, who, action, subject, after)
                        VALUES (now(), 'import', 'propose', 'dictionary', jsonb_build_object('entry', :what))""").bind("what", what).execute();
    }
}
