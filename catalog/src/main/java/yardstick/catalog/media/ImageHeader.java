package yardstick.catalog.media;

import java.nio.charset.StandardCharsets;

/**
 * Kind and size of a picture, read from its first bytes alone: whether it is worth decoding is known before anything is
 * decoded. PNG (ISO/IEC 15948), JPEG (ITU-T T.81), GIF 89a, WebP (RFC 9649).
 */
public record ImageHeader(Kind kind, int width, int height) {

    static final int MOST_SIDE = 12_000;
    static final long MOST_PIXELS = 50_000_000;

    /** What can be read. */
    public enum Kind {
        PNG,
        JPEG,
        GIF,
        WEBP
    }

    /** @throws IllegalArgumentException when it is no picture, a damaged one, or one that is too large */
    public static ImageHeader read(byte[] bytes) {
        ImageHeader header = parse(bytes);
        if (header.width < 1 || header.height < 1) {
            throw new IllegalArgumentException("The picture has no size.");
        }
        if (header.width > MOST_SIDE
                || header.height > MOST_SIDE
                || (long) header.width * header.height > MOST_PIXELS) {
            throw new IllegalArgumentException(
                    "The picture is too large: " + header.width + " x " + header.height + ".");
        }
        return header;
    }

    private static ImageHeader parse(byte[] bytes) {
        if (says(bytes, 0, "\u0089PNG\r\n\u001a\n") && says(bytes, 12, "IHDR") && bytes.length >= 24) {
            return new ImageHeader(Kind.PNG, big(bytes, 16, 4), big(bytes, 20, 4));
        }
        if ((says(bytes, 0, "GIF87a") || says(bytes, 0, "GIF89a")) && bytes.length >= 10) {
            return new ImageHeader(Kind.GIF, little(bytes, 6, 2), little(bytes, 8, 2));
        }
        if (says(bytes, 0, "RIFF") && says(bytes, 8, "WEBP") && bytes.length >= 30) {
            return webp(bytes);
        }
        if (says(bytes, 0, "\u00ff\u00d8\u00ff")) {
            return jpeg(bytes);
        }
        throw new IllegalArgumentException("This is no PNG, JPEG, GIF or WebP picture.");
    }

    private static ImageHeader webp(byte[] bytes) {
        if (says(bytes, 12, "VP8X")) {
            return new ImageHeader(Kind.WEBP, 1 + little(bytes, 24, 3), 1 + little(bytes, 27, 3));
        }
        if (says(bytes, 12, "VP8L") && bytes[20] == 0x2f) {
            int packed = little(bytes, 21, 4);
            return new ImageHeader(Kind.WEBP, 1 + (packed & 0x3fff), 1 + ((packed >>> 14) & 0x3fff));
        }
        if (says(bytes, 12, "VP8 ") && says(bytes, 23, "\u009d\u0001\u002a")) {
            return new ImageHeader(Kind.WEBP, little(bytes, 26, 2) & 0x3fff, little(bytes, 28, 2) & 0x3fff);
        }
        throw new IllegalArgumentException("The WebP picture is damaged.");
    }

    /** Walks the segments up to the start of a frame. */
    private static ImageHeader jpeg(byte[] bytes) {
        int at = 2;
        while (at + 9 < bytes.length) {
            if ((bytes[at] & 0xff) != 0xff) {
                break;
            }
            int marker = bytes[at + 1] & 0xff;
            if (marker == 0xff) {
                at++;
            } else if (frame(marker)) {
                return new ImageHeader(Kind.JPEG, big(bytes, at + 7, 2), big(bytes, at + 5, 2));
            } else if (marker >= 0xd0 && marker <= 0xd8 || marker == 1) {
                at += 2;
            } else {
                int length = big(bytes, at + 2, 2);
                if (length < 2) {
                    break;
                }
                at += 2 + length;
            }
        }
        throw new IllegalArgumentException("The JPEG picture is damaged.");
    }

    /** SOF0 to SOF15 but DHT, JPG and DAC, which share the range. */
    private static boolean frame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static boolean says(byte[] bytes, int at, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < at + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static int big(byte[] bytes, int at, int length) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }

    private static int little(byte[] bytes, int at, int length) {
        int value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }
}
