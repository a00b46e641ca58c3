package yardstick.catalog.attribute;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;

/** The dictionary of one version in memory: about a megabyte for ten thousand choices. */
final class Lexicon {

    private final long version;
    private final Map<Long, Attribute> attributes = new HashMap<>();
    private final Map<String, Attribute> byCode = new HashMap<>();
    private final Map<String, Long> byAlias = new HashMap<>();
    private final Map<Long, Choice> choices = new HashMap<>();
    private final Map<Long, Map<String, Long>> choiceAliases = new HashMap<>();
    private final Map<String, List<String>> aliasTexts = new HashMap<>();
    private final Map<Long, Map<String, Choice>> choiceCodes = new HashMap<>();

    private Lexicon(long version) {
        this.version = version;
    }

    static long version(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(id), 0) FROM catalog.dictionary_change")
                .mapTo(Long.class)
                .one();
    }

    static Lexicon read(Handle handle) {
        Lexicon lexicon = new Lexicon(version(handle));
        handle.createQuery("""
                        SELECT id, code, kind, unit, name_en, name_zh, facet, position, merged_into
                        FROM catalog.attribute""")
                .map((row, context) -> new Attribute(
                        row.getLong(1),
                        row.getString(2),
                        AttributeKind.valueOf(row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getBoolean(7),
                        row.getInt(8),
                        (Long) row.getObject(9)))
                .forEach(lexicon::add);
        handle.createQuery("SELECT attribute_id, alias_key FROM catalog.attribute_alias")
                .map((row, context) -> Map.entry(row.getString(2), row.getLong(1)))
                .forEach(alias -> lexicon.byAlias.put(alias.getKey(), alias.getValue()));
        handle.createQuery("""
                        SELECT id, attribute_id, code, name_en, name_zh, swatch, position, merged_into
                        FROM catalog.attribute_choice""")
                .map((row, context) -> new Choice(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getInt(7),
                        (Long) row.getObject(8)))
                .forEach(lexicon::add);
        handle.createQuery("SELECT attribute_id, alias_key, choice_id, alias FROM catalog.choice_alias")
                .map((row, context) ->
                        new ChoiceAlias(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4)))
                .forEach(lexicon::add);
        return lexicon;
    }

    /** The dictionary that comes with the module, without a database. */
    static Lexicon builtIn() {
        Lexicon lexicon = new Lexicon(0);
        long id = 0;
        Attribute current = null;
        for (String line : DictionaryFile.lines("attributes.txt")) {
            DictionaryLine read = DictionaryLine.parse(line);
            id++;
            if (read.attribute()) {
                current = read.attribute(id);
                lexicon.add(current);
                for (String name : read.names()) {
                    lexicon.byAlias.putIfAbsent(Words.key(name), id);
                }
            } else if (current != null) {
                Choice choice = read.choice(id, current.id());
                lexicon.add(choice);
                for (String name : read.names()) {
                    Map<String, Long> known = lexicon.choiceAliases.getOrDefault(current.id(), Map.of());
                    if (!known.containsKey(Words.key(name))) {
                        lexicon.add(new ChoiceAlias(current.id(), Words.key(name), id, name));
                    }
                }
            }
        }
        return lexicon;
    }

    private record ChoiceAlias(long attribute, String key, long choice, String text) {}

    private void add(Attribute attribute) {
        attributes.put(attribute.id(), attribute);
        byCode.put(attribute.code(), attribute);
    }

    private void add(Choice choice) {
        choices.put(choice.id(), choice);
        choiceCodes.computeIfAbsent(choice.attribute(), key -> new HashMap<>()).put(choice.code(), choice);
    }

    private void add(ChoiceAlias alias) {
        choiceAliases.computeIfAbsent(alias.attribute(), key -> new HashMap<>()).put(alias.key(), alias.choice());
        Choice choice = choices.get(alias.choice());
        if (choice != null) {
            aliasTexts
                    .computeIfAbsent(alias.attribute() + "/" + choice.code(), key -> new ArrayList<>())
                    .add(alias.text());
        }
    }

    long version() {
        return version;
    }

    /** The entry a stated name stands for: by code, name or alias, and what it was merged into. */
    Optional<Attribute> attribute(String stated) {
        Attribute found = byCode.get(stated);
        if (found == null) {
            Long id = byAlias.get(Words.key(stated));
            found = id == null ? null : attributes.get(id);
        }
        return Optional.ofNullable(target(found));
    }

    Optional<Attribute> byCode(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    Optional<Attribute> byId(long id) {
        return Optional.ofNullable(attributes.get(id));
    }

    private @Nullable Attribute target(@Nullable Attribute start) {
        Attribute found = start;
        for (int i = 0; found != null && found.mergedInto() != null && i < 20; i++) {
            found = attributes.get(found.mergedInto());
        }
        return found;
    }

    Optional<Choice> choice(Attribute attribute, String stated) {
        Long id = choiceAliases.getOrDefault(attribute.id(), Map.of()).get(Words.key(stated));
        Choice found =
                id == null ? choiceCodes.getOrDefault(attribute.id(), Map.of()).get(stated) : choices.get(id);
        for (int i = 0; found != null && found.mergedInto() != null && i < 20; i++) {
            found = choices.get(found.mergedInto());
        }
        return Optional.ofNullable(found);
    }

    /** Attributes that lists may be narrowed by, in order. */
    List<Attribute> facets() {
        return attributes.values().stream()
                .filter(attribute -> attribute.facet() && attribute.mergedInto() == null)
                .sorted(Comparator.comparingInt(Attribute::position).thenComparing(Attribute::code))
                .toList();
    }

    /** What to show for a facet key. */
    String label(Attribute attribute, String key, Language language) {
        Choice choice = choiceCodes.getOrDefault(attribute.id(), Map.of()).get(key);
        if (attribute.listed() && choice != null) {
            return choice.name(language);
        }
        if (attribute.kind() == AttributeKind.BOOLEAN) {
            return ValueReader.yesOrNo(key.equals("yes"), language);
        }
        Unit unit = attribute.unitOf().orElse(null);
        if (attribute.kind() == AttributeKind.NUMBER && unit != null && key.matches("-?\\d+(\\.\\d+)?")) {
            return new Measure(new BigDecimal(key), unit).text(language);
        }
        return key;
    }

    /** Order of a facet's values: numbers by size, choices by the dictionary. */
    int position(Attribute attribute, String key) {
        Choice choice = choiceCodes.getOrDefault(attribute.id(), Map.of()).get(key);
        return choice == null ? Integer.MAX_VALUE : choice.position();
    }

    /** What a choice is called besides, as typed. */
    List<String> aliases(Attribute attribute, String code) {
        return aliasTexts.getOrDefault(attribute.id() + "/" + code, List.of());
    }
}
