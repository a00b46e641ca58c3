package yardstick.catalog.feed;

import java.util.List;
import java.util.Locale;

/**
 * What a file may tell about a SKU, and the header names it is recognised by. Names are compared without case, blanks
 * and punctuation; when several columns of a file fit, the alias listed first wins.
 */
enum Column {
    SKU("sku", "skucode", "code", "stockcode", "productid", "itemcode", "articlenumber", "货号", "商品编码"),
    PRODUCT("productgroup", "parentsku", "groupcode"),
    VARIANT("variant", "varianttitle", "规格"),
    TITLE("title", "titleen", "name", "producttitle", "productname"),
    TYPE("producttype"),
    TITLE_ZH("titlezh", "namezh", "中文标题", "商品名称"),
    BRAND("brand", "brandname", "品牌"),
    CATEGORY("category", "categorypath", "productcategory", "类目"),
    DEPARTMENT("department"),
    CATEGORY_ZH("categoryzh", "categorypathzh", "中文类目"),
    PRICE("price", "unitprice", "sellingprice", "价格"),
    LIST_PRICE("listprice", "rrp", "msrp", "originalprice", "原价"),
    CURRENCY("currency", "币种"),
    STOCK("stock", "stockquantity", "onhand", "inventory", "库存"),
    GTIN("gtin", "ean", "upc", "barcode", "条码"),
    PACKAGE_SIZE("packagesize", "packsize", "size", "净含量"),
    DESCRIPTION("description", "descriptionen", "详情"),
    DESCRIPTION_ZH("descriptionzh", "中文详情"),
    IMAGE("image", "imagepath", "picture", "图片"),
    INVOICE("invoiceno", "invoice", "invoicenumber");

    static final String ATTRIBUTE = "attr:";

    private final List<String> aliases;

    Column(String... aliases) {
        this.aliases = List.of(aliases);
    }

    List<String> aliases() {
        return aliases;
    }

    /** A header name as aliases are written. */
    static String normalise(String header) {
        return header.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
