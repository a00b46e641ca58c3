package yardstick.catalog.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;

/** Pictures drawn for tests. */
public final class Drawn {

    private Drawn() {}

    /** @param format png, jpg or gif */
    public static byte[] picture(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(new Color(0x30, 0x80, 0x60));
        canvas.fillRect(0, 0, width, height);
        canvas.setColor(Color.ORANGE);
        canvas.fillOval(width / 4, height / 4, width / 4, height / 4);
        canvas.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A PNG that says to be of this size, and is not. */
    public static byte[] boasting(int width, int height) {
        byte[] bytes = picture("png", 4, 4);
        ByteBuffer.wrap(bytes).putInt(16, width).putInt(20, height);
        return bytes;
    }
}
