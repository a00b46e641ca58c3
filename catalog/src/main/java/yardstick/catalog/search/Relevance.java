package yardstick.catalog.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.ProductCard;
import yardstick.catalog.SearchDesk;
import yardstick.catalog.SearchDesk.Action;
import yardstick.catalog.SearchDesk.Points;
import yardstick.catalog.search.SearchRules.Rule;

/** Takes the score of a hit apart into the points of its words and of the rules, as they were added. */
final class Relevance {

    private Relevance() {}

    static SearchDesk.Trial trial(IndexSearcher searcher, ProductSearch.Trial trial, List<Rule> rules)
            throws IOException {
        TextQuery words = TextQuery.of(trial.text());
        boolean near = searcher.count(words.strict()) == 0;
        Query query = SearchRules.decorate(near ? words.relaxed() : words.strict(), rules);
        CatalogQuery asked = new CatalogQuery(
                trial.language(), trial.text(), null, Map.of(), CatalogQuery.Sort.RELEVANCE, 1, trial.limit());
        Parts parts = new Parts(words.parts(near), rules);
        List<SearchDesk.Hit> hits = new ArrayList<>();
        for (ScoreDoc hit : Hits.top(searcher, query, new Hits.Window(asked, trial.text(), 0, trial.limit()))) {
            ProductCard card = Hits.card(searcher, hit.doc, trial.language());
            SearchDesk.Rule rule = trial.rules().stream()
                    .filter(each -> each.slug().equals(card.slug()))
                    .findFirst()
                    .orElse(null);
            hits.add(new SearchDesk.Hit(card, score(searcher, hit.doc, query), of(searcher, hit.doc, parts), rule));
        }
        String instead = near ? Spelling.instead(searcher.getIndexReader(), trial.text()) : "";
        return new SearchDesk.Trial(List.copyOf(hits), searcher.count(query), near, instead);
    }

    /** Points of each part that gave any. */
    static List<Points> of(IndexSearcher searcher, int document, Parts parts) throws IOException {
        List<Points> points = new ArrayList<>();
        for (TextQuery.Part part : parts.words()) {
            add(points, part.field(), part.word(), score(searcher, document, part.query()));
        }
        boolean buries = false;
        boolean buried = false;
        for (Rule rule : parts.rules()) {
            boolean here = searcher.explain(rule.finds(), document).isMatch();
            if (rule.action() == Action.BURY) {
                buries = true;
                buried |= here;
            } else if (here) {
                add(points, rule.action() == Action.PIN ? "pin" : "boost", "", rule.points());
            }
        }
        if (buries && !buried) {
            add(points, "keep", "", SearchRules.KEEP);
        }
        return List.copyOf(points);
    }

    /** What a query consists of. */
    record Parts(List<TextQuery.Part> words, List<Rule> rules) {}

    private static void add(List<Points> points, String field, String word, double value) {
        if (value > 0) {
            points.add(new Points(field, word, value));
        }
    }

    private static double score(IndexSearcher searcher, int document, Query query) throws IOException {
        Explanation explanation = searcher.explain(query, document);
        return explanation.isMatch() ? explanation.getValue().doubleValue() : 0;
    }
}
