package yardstick.catalog.media;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture as WebP in the widths of pages, drawn anew: whatever else the file held (places, scripts, profiles) is gone.
 *
 * @param colour mean colour as six hexadecimal digits, shown until the picture is there
 * @param byWidth WebP files; none is wider than the original
 */
record Rendering(int width, int height, String colour, SortedMap<Integer, byte[]> byWidth) {

    static final List<Integer> WIDTHS = List.of(320, 640, 1280);
    private static final float QUALITY = 0.8f;

    static {
        ImageIO.setUseCache(false);
    }

    /** @throws IllegalArgumentException when it is no picture that can be shown */
    static Rendering of(byte[] bytes) {
        ImageHeader header = ImageHeader.read(bytes);
        try {
            BufferedImage picture = decode(bytes, header);
            SortedMap<Integer, byte[]> byWidth = new TreeMap<>();
            for (int width : WIDTHS) {
                byWidth.put(width, webp(scaled(picture, Math.min(width, header.width()))));
            }
            return new Rendering(header.width(), header.height(), colour(picture), byWidth);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("The picture is damaged: " + e.getMessage(), e);
        }
    }

    private static BufferedImage decode(byte[] bytes, ImageHeader header) throws IOException {
        ImageReader reader = reader(header.kind());
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            ImageReadParam param = reader.getDefaultReadParam();
            int skip = Math.max(1, header.width() / (2 * WIDTHS.getLast()));
            if (header.kind() != ImageHeader.Kind.WEBP && skip > 1) {
                param.setSourceSubsampling(skip, skip, 0, 0);
            }
            return reader.read(0, param);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(ImageHeader.Kind kind) throws IOException {
        if (kind == ImageHeader.Kind.WEBP) {
            return new WebPImageReaderSpi().createReaderInstance(null);
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.name());
        if (!readers.hasNext()) {
            throw new IOException("no reader for " + kind);
        }
        return readers.next();
    }

    /** Halved as often as possible and then drawn once, so that no pixel of the original is skipped; on white. */
    private static BufferedImage scaled(BufferedImage picture, int width) {
        BufferedImage current = picture;
        while (current.getWidth() >= 2 * width && current.getHeight() >= 2) {
            current = drawn(current, current.getWidth() / 2, current.getHeight() / 2);
        }
        int height = Math.max(1, Math.round((float) picture.getHeight() * width / picture.getWidth()));
        return drawn(current, width, height);
    }

    private static BufferedImage drawn(BufferedImage picture, int width, int height) {
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = result.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(picture, 0, 0, width, height, Color.WHITE, null);
        canvas.dispose();
        return result;
    }

    private static byte[] webp(BufferedImage picture) throws IOException {
        WebPImageWriterSpi provider = new WebPImageWriterSpi();
        ImageWriter writer = provider.createWriterInstance(null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            WebPWriteParam param = (WebPWriteParam) writer.getDefaultWriteParam();
            param.setCompressionType(CompressionType.Lossy);
            param.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static String colour(BufferedImage picture) {
        BufferedImage small = picture;
        while (small.getWidth() > 1 || small.getHeight() > 1) {
            small = drawn(small, Math.max(1, small.getWidth() / 2), Math.max(1, small.getHeight() / 2));
        }
        return String.format("%06x", small.getRGB(0, 0) & 0xffffff);
    }
}
