package yardstick.catalog.feed;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file may tell about a SKU, and the header names it is recognised by. Names are compared without case, blanks
 * and punctuation; when several columns of a file fit, the alias listed first wins.
 */
enum Column {
    SKU(
            "sku",
            "skucode",
            "code",
            "stockcode",
            "productid",
            "itemcode",
            "articlenumber",
            "货号",
            "商品编码",
            "商家编码",
            "商品货号",
            "编码",
            "itemno",
            "itemnumber",
            "productcode",
            "itemid",
            "id"),
    PRODUCT("productgroup", "parentsku", "groupcode", "itemgroupid", "商品组", "款号"),
    VARIANT("variant", "varianttitle", "规格"),
    TITLE("title", "titleen", "name", "producttitle", "productname", "itemname", "标题"),
    TYPE("producttype"),
    TITLE_ZH("titlezh", "namezh", "中文标题", "商品名称", "商品标题", "品名", "名称"),
    BRAND("brand", "brandname", "品牌", "manufacturer", "vendor"),
    CATEGORY("category", "categorypath", "productcategory", "类目", "分类", "商品分类"),
    DEPARTMENT("department"),
    CATEGORY_ZH("categoryzh", "categorypathzh", "中文类目"),
    PRICE("price", "unitprice", "sellingprice", "价格", "售价", "单价", "销售价"),
    LIST_PRICE("listprice", "rrp", "msrp", "originalprice", "原价", "市场价", "划线价"),
    CURRENCY("currency", "币种"),
    STOCK("stock", "stockquantity", "onhand", "quantityonhand", "inventory", "库存", "库存数量"),
    GTIN("gtin", "ean", "upc", "barcode", "条码", "商品条码", "gtin13", "ean13"),
    PACKAGE_SIZE("packagesize", "packsize", "size", "净含量"),
    DESCRIPTION("description", "descriptionen", "详情", "描述", "商品描述"),
    DESCRIPTION_ZH("descriptionzh", "中文详情"),
    IMAGE("image", "imagepath", "picture", "imagelink", "imageurl", "图片", "主图"),
    INVOICE("invoiceno", "invoice", "invoicenumber");

    static final String ATTRIBUTE = "attr:";

    private final List<String> aliases;

    Column(String... aliases) {
        this.aliases = List.of(aliases);
    }

    /** How pages and stored mappings call it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Column> byCode(String code) {
        return Arrays.stream(values())
                .filter(column -> column.code().equals(code))
                .findFirst();
    }

    List<String> aliases() {
        return aliases;
    }

    /** A header name as aliases are written. */
    static String normalise(String header) {
        return header.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
