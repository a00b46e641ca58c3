package yardstick.catalog.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.hibernate.search.backend.lucene.analysis.LuceneAnalysisConfigurationContext;
import org.hibernate.search.backend.lucene.analysis.LuceneAnalysisConfigurer;

/**
 * How texts become words. English: Unicode segmentation (single ideographs for Han), folding of case and accents, stop
 * words, KStem. Chinese: dictionary segmentation (smartcn). Suggestions: prefixes of words.
 */
public final class CatalogAnalysis implements LuceneAnalysisConfigurer {

    static final String ENGLISH = "catalog_en";
    static final String CHINESE = "catalog_zh";
    static final String SUGGEST = "catalog_suggest";
    static final String PLAIN = "catalog_plain";
    static final int LONGEST_PREFIX = 12;

    private static final Analyzer ENGLISH_WORDS = new Words(true, false);
    private static final Analyzer CHINESE_WORDS = new SmartChineseAnalyzer();
    private static final Analyzer PREFIXES = new Words(false, true);
    private static final Analyzer PLAIN_WORDS = new Words(false, false);

    @Override
    public void configure(LuceneAnalysisConfigurationContext context) {
        context.analyzer(ENGLISH).instance(ENGLISH_WORDS);
        context.analyzer(CHINESE).instance(CHINESE_WORDS);
        context.analyzer(SUGGEST).instance(PREFIXES);
        context.analyzer(PLAIN).instance(PLAIN_WORDS);
    }

    static List<String> english(String text) {
        return words(ENGLISH_WORDS, text);
    }

    static List<String> chinese(String text) {
        return words(CHINESE_WORDS, text);
    }

    /** Folded words, neither stemmed nor stopped; Han as single ideographs. */
    static List<String> plain(String text) {
        return words(PLAIN_WORDS, text);
    }

    private static List<String> words(Analyzer analyzer, String text) {
        List<String> words = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("query", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                words.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private static final class Words extends Analyzer {

        private final boolean stemmed;
        private final boolean prefixes;

        Words(boolean stemmed, boolean prefixes) {
            this.stemmed = stemmed;
            this.prefixes = prefixes;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source = new StandardTokenizer();
            TokenStream words = new ICUFoldingFilter(new LowerCaseFilter(new EnglishPossessiveFilter(source)));
            if (stemmed) {
                words = new KStemFilter(new StopFilter(words, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET));
            }
            if (prefixes) {
                words = new EdgeNGramTokenFilter(words, 1, LONGEST_PREFIX, false);
            }
            return new TokenStreamComponents(source, words);
        }
    }
}
