package yardstick.catalog.attribute;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Dictionary.ChoiceEdit;
import yardstick.catalog.Dictionary.Edit;
import yardstick.catalog.attribute.Subject.Version;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;

/** Changes of the dictionary inside one transaction, one after the other by lock. */
final class DictionaryWriter {

    private final Handle handle;
    private final Instant now;
    private final String who;
    private final Lexicon lexicon;

    DictionaryWriter(Handle handle, Instant now, String who) {
        handle.execute("SELECT pg_advisory_xact_lock(hashtext('catalog.dictionary'))");
        this.handle = handle;
        this.now = now;
        this.who = who;
        this.lexicon = Lexicon.read(handle);
    }

    /** A change and the attributes whose values must be read again. */
    record Done(String code, Set<Long> attributes) {}

    private static Outcome<Done> refuse(String code, String argument) {
        return Outcome.refused(Refusal.of("catalog.dictionary_" + code, "name", argument));
    }

    Outcome<Done> save(Edit edit) {
        if (!edit.code().matches("[a-z0-9_]{1,60}")) {
            return refuse("bad_code", edit.code());
        }
        if (edit.nameEn().isBlank()) {
            return refuse("name_missing", edit.code());
        }
        AttributeKind kind = kind(edit.kind()).orElse(null);
        if (kind == null) {
            return refuse("bad_kind", edit.kind());
        }
        String unit = kind == AttributeKind.NUMBER && !edit.unit().isBlank()
                ? edit.unit().strip()
                : null;
        if (unit != null && Unit.byCode(unit).isEmpty()) {
            return refuse("unknown_unit", edit.unit());
        }
        Attribute known = lexicon.byCode(edit.code()).orElse(null);
        for (String alias : edit.aliases()) {
            Optional<Attribute> other = lexicon.attribute(alias);
            if (other.isPresent()
                    && (known == null || other.get().id() != known.id())
                    && (known == null
                            || !Objects.equals(known.mergedInto(), other.get().id()))) {
                return refuse("alias_taken", alias + " → " + other.get().code());
            }
        }
        String before = known == null ? null : new Subject("attribute", known.id()).document(handle);
        long id = store(edit, kind, unit);
        aliases(id, edit);
        new Subject("attribute", id)
                .record(handle, new Version(now, who, known == null ? "create" : "change", before, null));
        return Outcome.done(new Done(edit.code(), Set.of(id)));
    }

    private static Optional<AttributeKind> kind(String name) {
        try {
            return Optional.of(AttributeKind.valueOf(name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private long store(Edit edit, AttributeKind kind, @Nullable String unit) {
        return handle.createQuery("""
                        INSERT INTO catalog.attribute (code, kind, unit, name_en, name_zh, facet)
                        VALUES (:code, :kind, :unit, :en, nullif(:zh, ''), :facet)
                        ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, unit = excluded.unit,
                            name_en = excluded.name_en, name_zh = excluded.name_zh, facet = excluded.facet,
                            proposed = false
                        RETURNING id""")
                .bind("code", edit.code())
                .bind("kind", kind.name())
                .bind("unit", unit)
                .bind("en", edit.nameEn().strip())
                .bind("zh", edit.nameZh().strip())
                .bind("facet", edit.facet())
                .mapTo(Long.class)
                .one();
    }

    private void aliases(long id, Edit edit) {
        handle.createUpdate("DELETE FROM catalog.attribute_alias WHERE attribute_id = :id")
                .bind("id", id)
                .execute();
        List<String> all = new java.util.ArrayList<>(edit.aliases());
        all.add(edit.nameEn());
        all.add(edit.nameZh());
        all.add(edit.code().replace('_', ' '));
        for (String alias : all) {
            if (!Words.key(alias).isEmpty()) {
                handle.createUpdate("""
                                INSERT INTO catalog.attribute_alias (alias_key, attribute_id, alias, language)
                                VALUES (:key, :id, :alias, :language) ON CONFLICT DO NOTHING""")
                        .bind("key", Words.key(alias))
                        .bind("id", id)
                        .bind("alias", alias.strip())
                        .bind("language", language(alias))
                        .execute();
            }
        }
    }

    private static String language(String text) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                ? "zh"
                : "en";
    }

    Outcome<Done> saveChoice(ChoiceEdit edit) {
        Attribute attribute = lexicon.byCode(edit.attribute()).orElse(null);
        if (attribute == null || !attribute.listed()) {
            return refuse("no_such_entry", edit.attribute());
        }
        if (!edit.code().matches("[a-z0-9_]{1,80}")) {
            return refuse("bad_code", edit.code());
        }
        if (edit.nameEn().isBlank()) {
            return refuse("name_missing", edit.code());
        }
        String swatch = edit.swatch().strip().toLowerCase(Locale.ROOT);
        if (!swatch.isEmpty() && !swatch.matches("#[0-9a-f]{6}")) {
            return refuse("bad_swatch", edit.swatch());
        }
        for (String alias : edit.aliases()) {
            Optional<Choice> other = lexicon.choice(attribute, alias);
            if (other.isPresent() && !other.get().code().equals(edit.code())) {
                return refuse("alias_taken", alias + " → " + other.get().code());
            }
        }
        Optional<Long> known = choiceId(attribute, edit.code());
        String before =
                known.map(id -> new Subject("choice", id).document(handle)).orElse(null);
        long id = handle.createQuery("""
                        INSERT INTO catalog.attribute_choice (attribute_id, code, name_en, name_zh, swatch)
                        VALUES (:attribute, :code, :en, nullif(:zh, ''), nullif(:swatch, ''))
                        ON CONFLICT (attribute_id, code) DO UPDATE SET name_en = excluded.name_en,
                            name_zh = excluded.name_zh, swatch = excluded.swatch, proposed = false
                        RETURNING id""")
                .bind("attribute", attribute.id())
                .bind("code", edit.code())
                .bind("en", edit.nameEn().strip())
                .bind("zh", edit.nameZh().strip())
                .bind("swatch", swatch)
                .mapTo(Long.class)
                .one();
        choiceAliases(attribute, id, edit);
        new Subject("choice", id)
                .record(handle, new Version(now, who, known.isEmpty() ? "create" : "change", before, null));
        return Outcome.done(new Done(attribute.code(), Set.of(attribute.id())));
    }

    private Optional<Long> choiceId(Attribute attribute, String code) {
        return handle.createQuery("SELECT id FROM catalog.attribute_choice WHERE attribute_id = :a AND code = :code")
                .bind("a", attribute.id())
                .bind("code", code)
                .mapTo(Long.class)
                .findOne();
    }

    private void choiceAliases(Attribute attribute, long id, ChoiceEdit edit) {
        handle.createUpdate("DELETE FROM catalog.choice_alias WHERE choice_id = :id")
                .bind("id", id)
                .execute();
        List<String> all = new java.util.ArrayList<>(edit.aliases());
        all.add(edit.nameEn());
        all.add(edit.nameZh());
        for (String alias : all) {
            if (!Words.key(alias).isEmpty()) {
                handle.createUpdate("""
                                INSERT INTO catalog.choice_alias (attribute_id, alias_key, choice_id, alias, language)
                                VALUES (:attribute, :key, :id, :alias, :language) ON CONFLICT DO NOTHING""")
                        .bind("attribute", attribute.id())
                        .bind("key", Words.key(alias))
                        .bind("id", id)
                        .bind("alias", alias.strip())
                        .bind("language", language(alias))
                        .execute();
            }
        }
    }

    Outcome<Done> merge(String from, String into) {
        Attribute source = lexicon.byCode(from).orElse(null);
        Attribute target = lexicon.byCode(into).orElse(null);
        if (source == null || target == null) {
            return refuse("no_such_entry", source == null ? from : into);
        }
        if (source.id() == target.id() || target.mergedInto() != null || source.mergedInto() != null) {
            return refuse("cannot_merge", from + " → " + into);
        }
        merge(new Subject("attribute", source.id()), "catalog.attribute", target.id());
        return Outcome.done(new Done(into, Set.of(source.id(), target.id())));
    }

    Outcome<Done> mergeChoice(String attributeCode, String from, String into) {
        Attribute attribute = lexicon.byCode(attributeCode).orElse(null);
        if (attribute == null) {
            return refuse("no_such_entry", attributeCode);
        }
        Optional<Long> source = choiceId(attribute, from);
        Optional<Long> target = choiceId(attribute, into);
        if (source.isEmpty() || target.isEmpty()) {
            return refuse("no_such_entry", source.isEmpty() ? from : into);
        }
        boolean loose = handle.createQuery("""
                        SELECT count(*) = 2 FROM catalog.attribute_choice
                        WHERE id IN (:from, :into) AND merged_into IS NULL""")
                .bind("from", source.get())
                .bind("into", target.get())
                .mapTo(Boolean.class)
                .one();
        if (!loose) {
            return refuse("cannot_merge", from + " → " + into);
        }
        merge(new Subject("choice", source.get()), "catalog.attribute_choice", target.get());
        return Outcome.done(new Done(attributeCode, Set.of(attribute.id())));
    }

    private void merge(Subject subject, String table, long target) {
        String before = subject.document(handle);
        handle.createUpdate("UPDATE " + table + " SET merged_into = :into WHERE id = :id")
                .bind("into", target)
                .bind("id", subject.id())
                .execute();
        subject.record(handle, new Version(now, who, "merge", before, null));
    }

    private record Past(
            Subject subject,
            @Nullable String before,
            @Nullable String after,
            boolean undone,
            boolean latest) {}

    Outcome<Done> undo(long version) {
        Past past = handle.createQuery("""
                        SELECT c.subject, c.subject_id, CAST(c.before AS text), CAST(c.after AS text),
                            EXISTS (SELECT FROM catalog.dictionary_change u WHERE u.undoes = c.id),
                            NOT EXISTS (SELECT FROM catalog.dictionary_change l WHERE l.subject = c.subject
                                AND l.subject_id = c.subject_id AND l.id > c.id)
                        FROM catalog.dictionary_change c WHERE c.id = :id AND c.subject_id IS NOT NULL""")
                .bind("id", version)
                .map((row, context) -> new Past(
                        new Subject(row.getString(1), row.getLong(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getBoolean(6)))
                .findOne()
                .orElse(null);
        if (past == null || past.before() == null) {
            return refuse("cannot_undo", Long.toString(version));
        }
        if (past.undone() || !past.latest()) {
            return refuse("changed_since", Long.toString(version));
        }
        String current = past.subject().document(handle);
        past.subject().restore(handle, Objects.requireNonNull(past.before()));
        past.subject().record(handle, new Version(now, who, "undo", current, version));
        Set<Long> touched = handle.createQuery("""
                        SELECT CASE WHEN :kind = 'attribute' THEN :id ELSE
                            (SELECT attribute_id FROM catalog.attribute_choice WHERE id = :id) END
                        UNION SELECT CAST(CAST(:after AS jsonb) ->> 'merged_into' AS bigint)
                        WHERE :kind = 'attribute' AND CAST(:after AS jsonb) ->> 'merged_into' IS NOT NULL""")
                .bind("kind", past.subject().kind())
                .bind("id", past.subject().id())
                .bind("after", past.after())
                .mapTo(Long.class)
                .set();
        String code = touched.stream()
                .findFirst()
                .flatMap(lexicon::byId)
                .map(Attribute::code)
                .orElse("");
        return Outcome.done(new Done(code, touched));
    }
}
