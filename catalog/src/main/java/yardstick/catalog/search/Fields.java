package yardstick.catalog.search;

import java.util.List;
import yardstick.kernel.Language;

/** Names of index fields, shared by writing and reading. */
final class Fields {

    static final String TITLE_EN = "title_en";
    static final String TITLE_ZH = "title_zh";
    static final String TEXT = "text";
    static final String TEXT_ZH = "text_zh";

    /** What the goods are: the name of the category they stand in. */
    static final String KIND_EN = "kind_en";

    static final String KIND_ZH = "kind_zh";
    static final String PINYIN = "pinyin";
    static final String CODE = "code";
    static final String BRAND = "brand";
    static final String CATEGORY = "category";
    static final String PRICE = "price";
    static final String STOCK = "stock";
    static final String ATTRIBUTE = "attribute";
    static final String RANK = "rank";
    static final String CREATED = "created";
    static final String NUMBER = "number";

    /** Fields that are not analysed. */
    static final List<String> COLUMNS = List.of(
            CODE,
            BRAND,
            CATEGORY,
            PRICE,
            STOCK,
            ATTRIBUTE,
            RANK,
            CREATED,
            NUMBER,
            name(Language.EN),
            name(Language.ZH),
            card(Language.EN),
            card(Language.ZH));

    private Fields() {}

    /** A value of an attribute as one term. */
    static String attribute(String code, String key) {
        return code + '\u001f' + key;
    }

    static String suggest(Language language) {
        return "suggest_" + language.code();
    }

    static String name(Language language) {
        return "name_" + language.code();
    }

    static String card(Language language) {
        return "card_" + language.code();
    }
}
