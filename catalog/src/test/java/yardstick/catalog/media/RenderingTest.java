package yardstick.catalog.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenderingTest {

    private static byte[] width(Rendering made, int width) {
        return java.util.Objects.requireNonNull(made.byWidth().get(width));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif"})
    void becomesWebpInThreeWidths(String format) {
        byte[] original = Drawn.picture(format, 3000, 2000);
        Rendering made = Rendering.of(original);
        assertEquals(3000, made.width());
        made.byWidth().forEach((width, bytes) -> {
            ImageHeader header = ImageHeader.read(bytes);
            assertEquals(ImageHeader.Kind.WEBP, header.kind());
            assertEquals(width, header.width());
            assertEquals(width * 2 / 3.0, header.height(), 1);
        });
        assertEquals(Rendering.WIDTHS, made.byWidth().keySet().stream().toList());
        assertTrue(width(made, 640).length < 20_000);
        assertTrue(made.colour().matches("[0-9a-f]{6}"));
        Rendering again = Rendering.of(width(made, 1280));
        assertEquals(320, ImageHeader.read(width(again, 320)).width(), "WebP is read, too");
    }

    @Test
    void aSmallPictureIsNotBlownUp() {
        Rendering made = Rendering.of(Drawn.picture("png", 100, 50));
        assertEquals(100, ImageHeader.read(width(made, 1280)).width());
    }

    @Test
    void whatIsNoPictureOrTooLargeIsRefusedBeforeItIsDecoded() {
        for (byte[] bytes : new byte[][] {
            new byte[0],
            "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8),
            Drawn.boasting(100_000, 100_000),
            Drawn.boasting(100_000, 1),
            Drawn.boasting(0, 7),
            Drawn.boasting(-1, 7),
            Drawn.boasting(10_000, 10_000),
            Arrays.copyOf(Drawn.picture("jpg", 40, 40), 30),
            Arrays.copyOf(Drawn.picture("png", 40, 40), 40)
        }) {
            assertThrows(IllegalArgumentException.class, () -> Rendering.of(bytes));
        }
    }
}
