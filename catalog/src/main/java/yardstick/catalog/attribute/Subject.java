package yardstick.catalog.attribute;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * An attribute or a choice as one JSON document: its row and its aliases. A version keeps the documents before and
 * after, and undoing writes the one before.
 */
record Subject(String kind, long id) {

    private boolean attribute() {
        return kind.equals("attribute");
    }

    /** The document now; null when there is none. */
    @Nullable String document(Handle handle) {
        String sql = attribute() ? """
                  SELECT CAST(to_jsonb(a) || jsonb_build_object('aliases', (SELECT coalesce(jsonb_agg(
                      jsonb_build_object('key', alias_key, 'alias', alias, 'language', language) ORDER BY alias_key), '[]')
                      FROM catalog.attribute_alias WHERE attribute_id = a.id)) AS text)
                  FROM catalog.attribute a WHERE id = :id""" : """
                  SELECT CAST(to_jsonb(c) || jsonb_build_object('aliases', (SELECT coalesce(jsonb_agg(
                      jsonb_build_object('key', alias_key, 'alias', alias, 'language', language) ORDER BY alias_key), '[]')
                      FROM catalog.choice_alias WHERE choice_id = c.id)) AS text)
                  FROM catalog.attribute_choice c WHERE id = :id""";
        return handle.createQuery(sql)
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    long record(Handle handle, Version version) {
        return handle.createQuery("""
                        INSERT INTO catalog.dictionary_change (at, who, action, subject, subject_id, before, after, undoes)
                        VALUES (:at, :who, :action, :subject, :id, CAST(:before AS jsonb), CAST(:after AS jsonb), :undoes)
                        RETURNING id""")
                .bind("at", version.at())
                .bind("who", version.who())
                .bind("action", version.action())
                .bind("subject", kind)
                .bind("id", id)
                .bind("before", version.before())
                .bind("after", document(handle))
                .bind("undoes", version.undoes())
                .mapTo(Long.class)
                .one();
    }

    /** What a version says about itself. */
    record Version(
            Instant at,
            String who,
            String action,
            @Nullable String before,
            @Nullable Long undoes) {}

    /** Writes an earlier document; an entry that did not exist before is kept but retired from lists. */
    void restore(Handle handle, String document) {
        String table = attribute() ? "catalog.attribute" : "catalog.attribute_choice";
        String columns = attribute()
                ? "kind = d.kind, unit = d.unit, name_en = d.name_en, name_zh = d.name_zh, facet = d.facet,"
                        + " position = d.position, proposed = d.proposed, merged_into = d.merged_into"
                : "name_en = d.name_en, name_zh = d.name_zh, swatch = d.swatch, position = d.position,"
                        + " proposed = d.proposed, merged_into = d.merged_into";
        handle.createUpdate("UPDATE " + table + " t SET " + columns + " FROM jsonb_populate_record(NULL::" + table
                        + ", CAST(:document AS jsonb)) AS d WHERE t.id = :id")
                .bind("document", document)
                .bind("id", id)
                .execute();
        if (attribute()) {
            handle.createUpdate("DELETE FROM catalog.attribute_alias WHERE attribute_id = :id")
                    .bind("id", id)
                    .execute();
            handle.createUpdate("""
                            INSERT INTO catalog.attribute_alias (alias_key, attribute_id, alias, language)
                            SELECT a ->> 'key', :id, a ->> 'alias', a ->> 'language'
                            FROM jsonb_array_elements(CAST(:document AS jsonb) -> 'aliases') AS a
                            ON CONFLICT DO NOTHING""").bind("id", id).bind("document", document).execute();
        } else {
            handle.createUpdate("DELETE FROM catalog.choice_alias WHERE choice_id = :id")
                    .bind("id", id)
                    .execute();
            handle.createUpdate("""
                            INSERT INTO catalog.choice_alias (attribute_id, alias_key, choice_id, alias, language)
                            SELECT c.attribute_id, a ->> 'key', c.id, a ->> 'alias', a ->> 'language'
                            FROM catalog.attribute_choice c,
                                jsonb_array_elements(CAST(:document AS jsonb) -> 'aliases') AS a
                            WHERE c.id = :id ON CONFLICT DO NOTHING""").bind("id", id).bind("document", document).execute();
        }
    }
}
