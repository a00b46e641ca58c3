package yardstick.orders.label;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.IOException;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Ink on one label; places in millimetres from the lower left corner. */
record Sheet(PDPageContentStream ink, PDType0Font letters) {

    private static final float WIDTH = 100;
    private static final float WIDEST_BARS = 88;
    private static final float WIDEST_MODULE = 0.5f;

    /** @param size of the letters in points; {@code width} at which lines break */
    record Place(double x, double y, float size, double width) {}

    static float mm(double millimetres) {
        return (float) (millimetres * 72 / 25.4);
    }

    /** Breaks anywhere, as Chinese does; gives the place below the last line. */
    double text(String text, Place place) throws IOException {
        double y = place.y();
        StringBuilder line = new StringBuilder();
        for (int point : text.codePoints().toArray()) {
            String letter = known(Character.toString(point));
            if (width(line + letter, place.size()) > mm(place.width())) {
                int blank = line.lastIndexOf(" ");
                String rest = blank > 0 ? line.substring(blank + 1) : "";
                line(blank > 0 ? line.substring(0, blank) : line.toString(), place.x(), y, place.size());
                y -= place.size() * 0.5;
                line.setLength(0);
                line.append(rest);
            }
            line.append(letter);
        }
        line(line.toString(), place.x(), y, place.size());
        return y - place.size() * 0.5;
    }

    void centred(String text, double y, float size) throws IOException {
        double x = (WIDTH - width(text, size) / mm(1)) / 2;
        line(text, x, y, size);
    }

    private void line(String text, double x, double y, float size) throws IOException {
        ink.beginText();
        ink.setFont(letters, size);
        ink.newLineAtOffset(mm(x), mm(y));
        ink.showText(text);
        ink.endText();
    }

    private float width(String text, float size) throws IOException {
        return letters.getStringWidth(text) / 1_000 * size;
    }

    /** A letter the font does not have is shown as a question mark. */
    private String known(String letter) throws IOException {
        try {
            letters.encode(letter);
            return letter;
        } catch (IllegalArgumentException e) {
            return "?";
        }
    }

    void rule(double y) throws IOException {
        ink.addRect(mm(4), mm(y), mm(WIDTH - 8), mm(0.4));
        ink.fill();
    }

    void bars(String text, double y, double height) throws IOException {
        BitMatrix bars =
                new Code128Writer().encode(text, BarcodeFormat.CODE_128, 0, 1, Map.of(EncodeHintType.MARGIN, 0));
        double module = Math.min(WIDEST_MODULE, WIDEST_BARS / bars.getWidth());
        double left = (WIDTH - bars.getWidth() * module) / 2;
        for (int x = 0; x < bars.getWidth(); x++) {
            if (bars.get(x, 0)) {
                ink.addRect(mm(left + x * module), mm(y), mm(module), mm(height));
            }
        }
        ink.fill();
    }

    void square(String text, double x, double y, double side) throws IOException {
        BitMatrix code;
        try {
            code = new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 2));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
        double module = side / code.getWidth();
        for (int row = 0; row < code.getHeight(); row++) {
            for (int column = 0; column < code.getWidth(); column++) {
                if (code.get(column, row)) {
                    double top = y + side - (row + 1) * module;
                    ink.addRect(mm(x + column * module), mm(top), mm(module), mm(module));
                }
            }
        }
        ink.fill();
    }
}
