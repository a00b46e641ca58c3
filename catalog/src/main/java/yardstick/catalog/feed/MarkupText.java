package yardstick.catalog.feed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of an XML file, decoded as its first bytes say (XML 1.0, appendix F). The JDK's parser would write a
 * line to the console for each file whose bytes do not fit its encoding.
 */
final class MarkupText {

    private static final int DECLARATION = 200;
    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml[^>]{0,160}?\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]{0,39})[\"']");

    private MarkupText() {}

    /** @throws IllegalArgumentException when the declared encoding is unknown */
    static Reader of(InputStream bytes) throws IOException {
        BufferedInputStream in = new BufferedInputStream(bytes);
        in.mark(DECLARATION);
        byte[] head = in.readNBytes(DECLARATION);
        in.reset();
        int mark = mark(head);
        in.skipNBytes(mark);
        return new InputStreamReader(
                in,
                charset(head, mark)
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** How many bytes the byte order mark has. */
    private static int mark(byte[] head) {
        if (begins(head, 0xEF, 0xBB, 0xBF)) {
            return 3;
        }
        return begins(head, 0xFE, 0xFF) || begins(head, 0xFF, 0xFE) ? 2 : 0;
    }

    /** UTF-16 where the first bytes look like it, UTF-8 otherwise. */
    static Charset width(byte[] head) {
        if (begins(head, 0xFE, 0xFF) || begins(head, 0, '<')) {
            return StandardCharsets.UTF_16BE;
        }
        return begins(head, 0xFF, 0xFE) || begins(head, '<', 0) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }

    private static Charset charset(byte[] head, int mark) {
        Charset width = width(head);
        if (mark == 3 || width != StandardCharsets.UTF_8) {
            return width;
        }
        Matcher declared = ENCODING.matcher(new String(head, StandardCharsets.ISO_8859_1));
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            Charset charset = Charset.forName(declared.group(1));
            return charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset;
        } catch (java.nio.charset.UnsupportedCharsetException e) {
            throw new IllegalArgumentException(
                    "The file says its encoding is " + declared.group(1)
                            + ", which the shop does not know; save it as UTF-8.",
                    e);
        }
    }

    private static boolean begins(byte[] head, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
