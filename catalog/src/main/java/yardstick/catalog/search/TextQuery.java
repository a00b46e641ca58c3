package yardstick.catalog.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import yardstick.kernel.Language;

/**
 * Turns typed words into a query over both languages. Every word must match somewhere: title (best), brand, category,
 * attributes; Chinese words also match as a run of characters inside a longer word. Goods that are what was typed, going
 * by the name of their category, come before goods that only speak of it. A stock code typed whole wins.
 * {@link #relaxed()} asks for one word only, forgives one wrong letter (two in a long word) and reads pinyin; it is used when nothing
 * matched strictly.
 */
final class TextQuery {

    private static final int MAX_LENGTH = 200;
    private static final int MAX_WORDS = 12;
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}+");
    private static final int LONG = 8;
    private static final float TITLE = 4;
    private static final float KIND = 4;
    private static final float CODE = 40;
    private static final float PINYIN = 8;

    private final String text;
    private final List<String> latin;
    private final List<String> typed;
    private final List<String> chinese;

    /** @param latin stems; {@code typed} the words themselves: a mistyped one may have the stem of another word */
    private TextQuery(String text, List<String> latin, List<String> typed, List<String> chinese) {
        this.text = text;
        this.latin = latin;
        this.typed = typed;
        this.chinese = chinese;
    }

    static TextQuery of(String typed) {
        String text = normalise(typed);
        List<String> chinese = new ArrayList<>();
        Matcher han = HAN.matcher(text);
        while (han.find()) {
            chinese.addAll(CatalogAnalysis.chinese(han.group()));
        }
        String rest = HAN.matcher(text).replaceAll(" ");
        return new TextQuery(
                text,
                CatalogAnalysis.english(rest).stream().limit(MAX_WORDS).toList(),
                CatalogAnalysis.plain(rest).stream().limit(MAX_WORDS).toList(),
                chinese.subList(0, Math.min(chinese.size(), MAX_WORDS)));
    }

    /** What was typed without case, outer blanks and what is too long to be meant. */
    static String normalise(String typed) {
        String text = typed.strip().toLowerCase(Locale.ROOT);
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    }

    /** A clause of the query; {@code field} is word, near, pinyin or code. */
    record Part(String field, String word, Query query) {}

    Query strict() {
        BooleanQuery.Builder words = new BooleanQuery.Builder();
        strictParts().forEach(part -> words.add(part.query(), Occur.MUST));
        return orCode(words.build());
    }

    private List<Part> strictParts() {
        List<Part> parts = new ArrayList<>();
        latin.forEach(word -> parts.add(new Part("word", word, latin(word))));
        chinese.forEach(word -> parts.add(new Part("word", word, chinese(word))));
        return parts;
    }

    Query relaxed() {
        BooleanQuery.Builder words = new BooleanQuery.Builder();
        relaxedParts().forEach(part -> words.add(part.query(), Occur.SHOULD));
        return orCode(words.build());
    }

    private List<Part> relaxedParts() {
        List<Part> parts = new ArrayList<>();
        latin.forEach(word -> parts.add(new Part("word", word, latin(word))));
        Set<String> mistyped = new LinkedHashSet<>(latin);
        mistyped.addAll(typed);
        for (String word : mistyped) {
            if (word.length() > 3) {
                int edits = word.length() >= LONG ? 2 : 1;
                parts.add(new Part("near", word, new FuzzyQuery(new Term(Fields.TITLE_EN, word), edits)));
            }
        }
        chinese.forEach(word -> parts.add(new Part("word", word, chinese(word))));
        List<String> all = CatalogAnalysis.plain(text);
        all.forEach(word -> parts.add(new Part("pinyin", word, pinyin(word))));
        if (all.size() > 1) {
            String joined = String.join("", all);
            parts.add(new Part("pinyin", joined, pinyin(joined)));
        }
        return parts;
    }

    /** Everything that can give points; together they are the score. */
    List<Part> parts(boolean relaxed) {
        List<Part> parts = new ArrayList<>(relaxed ? relaxedParts() : strictParts());
        parts.add(new Part("code", text, code()));
        return parts;
    }

    /** Whoever types pinyin means it: no English word of the shop matched. */
    private static Query pinyin(String typed) {
        return new BoostQuery(new TermQuery(new Term(Fields.PINYIN, typed)), PINYIN);
    }

    private Query code() {
        return new BoostQuery(new TermQuery(new Term(Fields.CODE, text)), CODE);
    }

    private Query orCode(Query words) {
        return new BooleanQuery.Builder()
                .add(words, Occur.SHOULD)
                .add(code(), Occur.SHOULD)
                .build();
    }

    private static Query latin(String word) {
        return ofKind(
                Fields.KIND_EN,
                word,
                best(
                        new BoostQuery(new TermQuery(new Term(Fields.TITLE_EN, word)), TITLE),
                        new TermQuery(new Term(Fields.TEXT, word))));
    }

    private static Query chinese(String word) {
        List<String> characters = CatalogAnalysis.plain(word);
        return ofKind(
                Fields.KIND_ZH,
                word,
                best(
                        new BoostQuery(new TermQuery(new Term(Fields.TITLE_ZH, word)), TITLE),
                        new TermQuery(new Term(Fields.TEXT_ZH, word)),
                        new PhraseQuery(Fields.TEXT, characters.toArray(String[]::new))));
    }

    private static Query ofKind(String field, String word, Query words) {
        return new BooleanQuery.Builder()
                .add(words, Occur.MUST)
                .add(new BoostQuery(new TermQuery(new Term(field, word)), KIND), Occur.SHOULD)
                .build();
    }

    private static Query best(Query... alternatives) {
        return new DisjunctionMaxQuery(List.of(alternatives), 0.1f);
    }

    /** Every typed word begins a word of the title; the last one may be unfinished. */
    static Query prefix(Language language, String typed) {
        BooleanQuery.Builder words = new BooleanQuery.Builder();
        CatalogAnalysis.plain(normalise(typed)).stream().limit(MAX_WORDS).forEach(word -> {
            String start = word.codePointCount(0, word.length()) > CatalogAnalysis.LONGEST_PREFIX
                    ? word.substring(0, word.offsetByCodePoints(0, CatalogAnalysis.LONGEST_PREFIX))
                    : word;
            words.add(new TermQuery(new Term(Fields.suggest(language), start)), Occur.FILTER);
        });
        return words.build();
    }
}
