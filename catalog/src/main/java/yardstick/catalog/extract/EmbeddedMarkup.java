package yardstick.catalog.extract;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Things in microdata ({@code itemscope}) and RDFa Lite ({@code typeof}), read by the same walk. */
final class EmbeddedMarkup {

    private static final int DEEPEST = 60;

    private final String scope;
    private final String type;
    private final String property;

    private EmbeddedMarkup(String scope, String type, String property) {
        this.scope = scope;
        this.type = type;
        this.property = property;
    }

    static List<Item> microdata(Document page) {
        return new EmbeddedMarkup("itemscope", "itemtype", "itemprop").of(page);
    }

    static List<Item> rdfa(Document page) {
        return new EmbeddedMarkup("typeof", "typeof", "property").of(page);
    }

    private List<Item> of(Document page) {
        List<Item> items = new ArrayList<>();
        for (Element element : page.select("[" + scope + "]:not([" + property + "])")) {
            items.add(item(element, 0));
        }
        return items;
    }

    private Item item(Element element, int depth) {
        Item item = new Item();
        item.type(element.attr(type));
        if (depth < DEEPEST) {
            element.children().forEach(child -> walk(child, item, depth + 1));
            for (String id : element.attr("itemref").split("\\s+")) {
                Element referred = id.isEmpty() || element.ownerDocument() == null
                        ? null
                        : element.ownerDocument().getElementById(id);
                if (referred != null && !referred.equals(element)) {
                    walk(referred, item, DEEPEST / 2);
                }
            }
        }
        return item;
    }

    private void walk(Element element, Item item, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        boolean inner = element.hasAttr(scope);
        if (element.hasAttr(property)) {
            Object value = inner ? item(element, depth + 1) : text(element);
            for (String name : element.attr(property).strip().split("\\s+")) {
                item.add(name, value);
            }
        }
        if (!inner) {
            element.children().forEach(child -> walk(child, item, depth + 1));
        }
    }

    private static String text(Element element) {
        for (String attribute : List.of("content", "datetime", "data-value")) {
            if (element.hasAttr(attribute)) {
                return element.attr(attribute);
            }
        }
        return switch (element.normalName()) {
            case "a", "link", "area" -> {
                String own = element.text();
                yield own.isBlank() || element.normalName().equals("link") ? element.attr("href") : own;
            }
            case "img", "source", "video", "audio", "iframe" -> element.attr("src");
            case "data", "meter" -> element.attr("value");
            case "object" -> element.attr("data");
            default -> element.text();
        };
    }
}
