package yardstick.catalog;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;

/**
 * The attribute dictionary: what attributes and their values are called in Chinese and English, in which unit amounts
 * compare, and which stated names mean the same. Every change is a version, can be looked at and undone; stated values
 * are never rewritten, only what is made of them.
 */
public interface Dictionary {

    /**
     * @param kind TEXT, NUMBER, ENUM, COLOUR, SIZE, BOOLEAN, DATE or REFERENCE
     * @param unit UCUM code, or empty
     * @param values stated values that resolve to this entry
     * @param skus SKUs that have one
     * @param proposed made by an import and not looked at yet
     * @param mergedInto code of the entry that stands for this one, or empty
     */
    record Entry(
            String code,
            String kind,
            String unit,
            String nameEn,
            String nameZh,
            boolean facet,
            boolean proposed,
            String mergedInto,
            long values,
            long skus) {}

    /** A value of a listed attribute; {@code swatch} is {@code #rrggbb} or empty. */
    record Choice(
            String code,
            String nameEn,
            String nameZh,
            String swatch,
            boolean proposed,
            String mergedInto,
            List<String> aliases,
            long values) {}

    /** A stated value and what is made of it; {@code unit} is UCUM. */
    record Stated(String name, String value, String textEn, String textZh, String rule, double confidence, long skus) {}

    /** An entry with all that belongs to it. */
    record Detail(Entry entry, List<String> aliases, List<Choice> choices, List<Stated> stated, List<Change> changes) {}

    /** One version: who did what to which entry; {@code undone} when a later version took it back. */
    record Change(
            long version, Instant at, String who, String action, String subject, boolean undone, boolean undoable) {}

    /** What may be edited; {@code code} names the entry, and makes one when it is new. */
    record Edit(
            String code, String kind, String unit, String nameEn, String nameZh, boolean facet, List<String> aliases) {}

    /** A choice as edited. */
    record ChoiceEdit(
            String attribute, String code, String nameEn, String nameZh, String swatch, List<String> aliases) {}

    /** A category with its attributes, inherited ones included, and its numbers in other classifications. */
    record CategoryNode(
            String path,
            String name,
            int level,
            List<String> own,
            List<String> inherited,
            @Nullable String google,
            @Nullable String gs1,
            @Nullable String shopify) {}

    /** @param read entries of a file; {@code taken} of these changed something */
    record Taken(long read, long taken) {}

    /** Numbers of a category in other classifications; empty for none. */
    record Crosswalk(String path, String google, String gs1) {}

    /** Grows with every change. */
    long version();

    /** By name, alias or code; all when the text is empty. The most used first. */
    List<Entry> entries(String text);

    Optional<Detail> entry(String code);

    List<CategoryNode> categories(Language language);

    List<Change> changes(int limit);

    /** @return the entry's code; refused with {@code catalog.dictionary_…} */
    Outcome<String> save(Edit edit, String who);

    Outcome<String> saveChoice(ChoiceEdit edit, String who);

    /** From now on {@code from} means {@code into}; its stated values are read again. */
    Outcome<String> merge(String from, String into, String who);

    Outcome<String> mergeChoice(String attribute, List<String> fromInto, String who);

    /**
     * Takes in a text file of the Shopify product taxonomy (categories, attributes or attribute values, in English first,
     * then in Chinese), or gives categories the numbers of Google's list. Entries that are known keep their names.
     */
    Outcome<Taken> taxonomy(Path file, Language language, String who);

    Outcome<String> crosswalk(Crosswalk numbers, String who);

    /** Takes a version back, unless the entry was changed again since. */
    Outcome<String> undo(long version, String who);

    /** How a name and a value would be read; nothing is stored. Empty for a name that is in no entry. */
    Optional<Stated> read(String name, String value);
}
