package yardstick.catalog.feed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Products of an XML feed: RSS items and Atom entries with the product data of Google Merchant, or elements called
 * product, offer, row and the like with a field per child.
 */
final class XmlRecords implements RecordSource.Records {

    private static final Set<String> RECORDS =
            Set.of("item", "entry", "product", "offer", "row", "record", "article", "sku", "tradeitem");
    private static final int MOST_FIELDS = 300;
    private static final int DEEPEST = 50;

    /** Google's product data specification in the words of this shop's columns. */
    private static final Map<String, String> GOOGLE = Map.ofEntries(
            Map.entry("id", "sku"),
            Map.entry("item_group_id", "product_group"),
            Map.entry("product_type", "category"),
            Map.entry("unit_pricing_measure", "package_size"),
            Map.entry("color", "attr:Color"),
            Map.entry("size", "attr:Size"),
            Map.entry("material", "attr:Material"),
            Map.entry("pattern", "attr:Pattern"),
            Map.entry("gender", "attr:Gender"),
            Map.entry("age_group", "attr:Age group"),
            Map.entry("product_weight", "attr:Weight"));

    private static final String GOOGLE_NAMES = "http://base.google.com/ns/1.0";

    private final FileBytes bytes;
    private final XMLStreamReader xml;
    private boolean google;

    private XmlRecords(FileBytes bytes, XMLStreamReader xml) {
        this.bytes = bytes;
        this.xml = xml;
    }

    static RecordSource open(Path file) throws IOException {
        return new RecordSource(() -> {
            FileBytes bytes = FileBytes.open(file);
            try {
                InputStream plain = Sources.plain(new BufferedInputStream(bytes, 1 << 16));
                return new XmlRecords(bytes, Markup.reader(plain));
            } catch (XMLStreamException e) {
                bytes.close();
                throw Markup.broken(e);
            } catch (IllegalArgumentException e) {
                bytes.close();
                throw e;
            }
        });
    }

    @Override
    public @Nullable Map<String, String> next() {
        try {
            while (xml.hasNext()) {
                if (Markup.next(xml) == XMLStreamConstants.START_ELEMENT
                        && RECORDS.contains(xml.getLocalName().toLowerCase(java.util.Locale.ROOT))) {
                    return saleFirst(record());
                }
            }
            return null;
        } catch (XMLStreamException e) {
            throw Markup.broken(e);
        }
    }

    private Map<String, String> record() throws XMLStreamException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            fields.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        StringBuilder text = new StringBuilder();
        StringBuilder path = new StringBuilder();
        String[] detail = new String[2];
        int depth = 1;
        while (depth > 0 && xml.hasNext()) {
            int event = Markup.next(xml);
            if (event == XMLStreamConstants.START_ELEMENT) {
                text.setLength(0);
                path.append(depth == 1 ? "" : ".").append(name());
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                put(fields, path.toString(), text.toString().strip(), detail);
                text.setLength(0);
                path.setLength(Math.max(0, path.lastIndexOf(".")));
                depth--;
            } else if (xml.isCharacters()) {
                Markup.append(text, xml);
            }
            if (depth > DEEPEST || fields.size() > MOST_FIELDS) {
                throw new IllegalArgumentException("A record of the file has too many or too deep fields.");
            }
        }
        return fields;
    }

    private String name() {
        String name = xml.getLocalName().replace('.', '_');
        google |= GOOGLE_NAMES.equals(xml.getNamespaceURI());
        return google && GOOGLE_NAMES.equals(xml.getNamespaceURI()) ? GOOGLE.getOrDefault(name, name) : name;
    }

    /** The first value of a field counts; {@code product_detail} names its attribute itself. */
    private static void put(Map<String, String> fields, String name, String value, String[] detail) {
        if (name.equals("product_detail.attribute_name")) {
            detail[0] = value;
        } else if (name.equals("product_detail.attribute_value")) {
            detail[1] = value;
        } else if (name.equals("product_detail")) {
            if (detail[0] != null && detail[1] != null && !detail[0].isEmpty()) {
                fields.putIfAbsent(Column.ATTRIBUTE + detail[0], detail[1]);
            }
            detail[0] = "";
            detail[1] = "";
        } else if (!name.isEmpty() && (!value.isEmpty() || name.indexOf('.') < 0)) {
            String before = fields.get(name);
            if (before == null || before.isEmpty()) {
                fields.put(name, value);
            }
        }
    }

    /** A sale price is the price, and the price then the one to strike through. */
    private static Map<String, String> saleFirst(Map<String, String> fields) {
        String sale = fields.remove("sale_price");
        if (sale != null && !sale.isEmpty()) {
            String regular = fields.put("price", sale);
            if (regular != null) {
                fields.put("list_price", regular);
            }
        }
        return fields;
    }

    @Override
    public FileBytes bytes() {
        return bytes;
    }
}
