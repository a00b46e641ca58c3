package yardstick.catalog.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** Names and values that people read: specification tables, definition lists, and lists of {@code name: value}. */
final class PageTables {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_VALUE = 400;
    private static final int MOST_ROWS = 400;
    private static final Pattern LABELLED = Pattern.compile("^([^:：]{1,40})\\s*[:：]\\s*(\\S.{0,300})$");
    private static final String PARAMETER_LISTS =
            "ul[class~=(?i)param|spec|attr|detail|feature], ul[id~=(?i)param|spec|attr], [class~=(?i)spec|param|attribute] > p";
    private static final Pattern NOT_A_SPEC = Pattern.compile(
            "(?i)subtotal|total|shipping|delivery|qty|copyright|monday|tuesday|wednesday|thursday|friday|saturday|sunday|小计|合计|运费|客服|周[一二三四五六日]");
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("brand", "brand"),
            Map.entry("brand name", "brand"),
            Map.entry("manufacturer", "brand"),
            Map.entry("品牌", "brand"),
            Map.entry("商品名称", "title"),
            Map.entry("品名", "title"),
            Map.entry("product name", "title"),
            Map.entry("ean", "gtin"),
            Map.entry("upc", "gtin"),
            Map.entry("gtin", "gtin"),
            Map.entry("barcode", "gtin"),
            Map.entry("ean code", "gtin"),
            Map.entry("条码", "gtin"),
            Map.entry("条形码", "gtin"),
            Map.entry("商品条码", "gtin"),
            Map.entry("isbn", "gtin"),
            Map.entry("isbn-13", "gtin"),
            Map.entry("sku", "sku"),
            Map.entry("item number", "sku"),
            Map.entry("article number", "sku"),
            Map.entry("货号", "sku"),
            Map.entry("商品编号", "sku"),
            Map.entry("mpn", "mpn"),
            Map.entry("part number", "mpn"),
            Map.entry("manufacturer part number", "mpn"),
            Map.entry("price", "price"),
            Map.entry("价格", "price"),
            Map.entry("售价", "price"),
            Map.entry("currency", "currency"),
            Map.entry("category", "category"),
            Map.entry("类目", "category"));

    private final List<Found> found = new ArrayList<>();

    private PageTables() {}

    static List<Found> of(Document page) {
        PageTables tables = new PageTables();
        page.select("table").forEach(tables::table);
        page.select("dl").forEach(tables::definitions);
        page.select(PARAMETER_LISTS).forEach(tables::list);
        return tables.found;
    }

    private void table(Element table) {
        if (table.select("table").size() > 1 || table.closest("nav, footer, header") != null) {
            return;
        }
        List<Found> rows = new ArrayList<>();
        int others = 0;
        for (Element row : table.select("tr")) {
            Elements cells = new Elements(row.children().stream()
                    .filter(cell ->
                            cell.normalName().equals("th") || cell.normalName().equals("td"))
                    .toList());
            if (cells.size() == 2) {
                pair(rows, cells.get(0), cells.get(1), row.select("> th").size() == 1 ? 0.78 : 0.72);
            } else if (cells.size() == 4 && row.select("> th").size() == 2) {
                pair(rows, cells.get(0), cells.get(1), 0.75);
                pair(rows, cells.get(2), cells.get(3), 0.75);
            } else if (cells.size() > 2) {
                others++;
            }
        }
        if (others <= rows.size() / 2) {
            found.addAll(rows.subList(0, Math.min(rows.size(), MOST_ROWS)));
        }
    }

    private static void pair(List<Found> rows, Element name, Element value, double confidence) {
        add(rows, new Found(name.text(), value.text(), "spec-table", confidence));
    }

    private void definitions(Element list) {
        if (list.closest("nav, footer, header") != null) {
            return;
        }
        Element name = null;
        for (Element part : list.select("dt, dd")) {
            if (part.normalName().equals("dt")) {
                name = part;
            } else if (name != null && found.size() < MOST_ROWS) {
                add(found, new Found(name.text(), part.text(), "definition-list", 0.72));
                name = null;
            }
        }
    }

    private void list(Element list) {
        Elements lines = list.normalName().equals("ul") ? list.select("> li") : new Elements(list);
        for (Element line : lines) {
            Matcher matcher = LABELLED.matcher(line.text().strip());
            if (matcher.matches() && found.size() < MOST_ROWS) {
                add(found, new Found(matcher.group(1), matcher.group(2), "labelled-list", 0.65));
            }
        }
    }

    private static void add(List<Found> rows, Found pair) {
        String name = pair.field().replaceAll("[:：\\s]+$", "").strip();
        String value = pair.value().strip();
        if (name.isEmpty()
                || value.isEmpty()
                || name.length() > LONGEST_NAME
                || value.length() > LONGEST_VALUE
                || NOT_A_SPEC.matcher(name).find()
                || name.matches("[\\d\\W]+") && !name.codePoints().anyMatch(Character::isLetter)) {
            return;
        }
        String field = FIELDS.getOrDefault(name.toLowerCase(Locale.ROOT), "attr:" + name);
        rows.add(new Found(field, value, pair.rule(), pair.confidence()));
    }
}
