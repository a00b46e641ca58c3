package yardstick.orders.invoice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The font of the papers. Its character map names some glyphs twice: as an ideograph and as a radical (U+2E80 to U+2FDF).
 * A PDF keeps one name per glyph, the lower one, and copied text would read &#x2EF0; for &#x9F99;. The radicals are
 * therefore moved out of the way.
 */
public final class InvoiceFont {

    private static final String FILE = "/fonts/NotoSansSC_400Regular.ttf";
    private static final int FIRST_RADICAL = 0x2E80;
    private static final int LAST_RADICAL = 0x2FDF;
    private static final int PRIVATE_USE = 0x100000;

    private InvoiceFont() {}

    public static byte[] bytes() {
        try (InputStream stream = InvoiceFont.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException("the build has not packed " + FILE);
            }
            byte[] font = stream.readAllBytes();
            moveRadicals(ByteBuffer.wrap(font));
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    /** Segmented coverage, format 12 of OpenType's {@code cmap}. */
    private static void moveRadicals(ByteBuffer font) {
        int map = table(font, "cmap");
        int subtables = font.getShort(map + 2);
        for (int i = 0; i < subtables; i++) {
            int subtable = map + font.getInt(map + 4 + i * 8 + 4);
            if (font.getShort(subtable) == 12) {
                int groups = font.getInt(subtable + 12);
                for (int group = 0; group < groups; group++) {
                    move(font, subtable + 16 + group * 12);
                }
            }
        }
    }

    private static void move(ByteBuffer font, int group) {
        int first = font.getInt(group);
        int last = font.getInt(group + 4);
        if (first >= FIRST_RADICAL && last <= LAST_RADICAL) {
            font.putInt(group, first - FIRST_RADICAL + PRIVATE_USE);
            font.putInt(group + 4, last - FIRST_RADICAL + PRIVATE_USE);
        }
    }

    private static int table(ByteBuffer font, String tag) {
        int tables = font.getShort(4);
        for (int i = 0; i < tables; i++) {
            int entry = 12 + i * 16;
            byte[] name = new byte[4];
            font.get(entry, name);
            if (new String(name, StandardCharsets.US_ASCII).equals(tag)) {
                return font.getInt(entry + 8);
            }
        }
        throw new IllegalStateException(FILE + " has no table " + tag);
    }
}
