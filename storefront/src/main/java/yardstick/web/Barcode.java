package yardstick.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/**
 * A code for scanners as the path of an SVG: {@code <svg viewBox="0 0 width height"><path d="path"/></svg>}.
 *
 * @param text what it says
 */
public record Barcode(String text, int width, int height, String path) {

    /** Quiet zone of a QR code, in modules (ISO/IEC 18004). */
    private static final int QUIET = 4;

    /** Any text; level M survives a smudge. */
    public static Barcode qr(String text) {
        try {
            return of(
                    text,
                    new QRCodeWriter()
                            .encode(
                                    text,
                                    BarcodeFormat.QR_CODE,
                                    0,
                                    0,
                                    Map.of(
                                            EncodeHintType.ERROR_CORRECTION,
                                            ErrorCorrectionLevel.M,
                                            EncodeHintType.MARGIN,
                                            QUIET,
                                            EncodeHintType.CHARACTER_SET,
                                            "UTF-8")));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    /** @param text printable ASCII, as tracking and order numbers are */
    public static Barcode code128(String text) {
        return of(
                text,
                new Code128Writer().encode(text, BarcodeFormat.CODE_128, 0, 1, Map.of(EncodeHintType.MARGIN, 10)));
    }

    private static Barcode of(String text, BitMatrix matrix) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < matrix.getHeight(); y++) {
            int x = 0;
            while (x < matrix.getWidth()) {
                int end = x;
                while (end < matrix.getWidth() && matrix.get(end, y)) {
                    end++;
                }
                if (end > x) {
                    path.append('M')
                            .append(x)
                            .append(' ')
                            .append(y)
                            .append('h')
                            .append(end - x)
                            .append("v1h-")
                            .append(end - x)
                            .append('z');
                }
                x = Math.max(end, x + 1);
            }
        }
        return new Barcode(text, matrix.getWidth(), matrix.getHeight(), path.toString());
    }
}
