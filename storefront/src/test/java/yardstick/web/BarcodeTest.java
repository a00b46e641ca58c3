package yardstick.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A scanner reads what the page draws. */
class BarcodeTest {

    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");

    private static String scanned(Barcode code, int scaleX, int scaleY) throws NotFoundException {
        int width = code.width() * scaleX;
        int height = code.height() * scaleY;
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, 0xffffff);
        Matcher runs = RUN.matcher(code.path());
        int drawn = 0;
        while (runs.find()) {
            drawn++;
            int x = Integer.parseInt(runs.group(1)) * scaleX;
            int y = Integer.parseInt(runs.group(2)) * scaleY;
            int length = Integer.parseInt(runs.group(3)) * scaleX;
            for (int row = y; row < y + scaleY; row++) {
                Arrays.fill(pixels, row * width + x, row * width + x + length, 0);
            }
        }
        assertTrue(drawn > 10);
        return new MultiFormatReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))))
                .getText();
    }

    @Test
    void numbersAndChineseAreReadBack() throws NotFoundException {
        assertEquals("SF1234567890123", scanned(Barcode.code128("SF1234567890123"), 3, 120));
        assertEquals("100007-1", scanned(Barcode.qr("100007-1"), 8, 8));
        assertEquals("取货码 12345678", scanned(Barcode.qr("取货码 12345678"), 8, 8));
    }
}
