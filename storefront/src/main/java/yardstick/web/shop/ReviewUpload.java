package yardstick.web.shop;

import jakarta.ws.rs.core.EntityPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the form of a review sends: its fields by name, and the files that were chosen. */
record ReviewUpload(Map<String, String> fields, List<byte[]> pictures) {

    private static final int LONGEST_FIELD = 20_000;

    /** A byte more than a picture may have is enough to refuse it. */
    private static final int LARGEST = (8 << 20) + 1;

    private static final int MOST = 5;

    static ReviewUpload of(List<EntityPart> parts) throws IOException {
        Map<String, String> fields = new HashMap<>();
        List<byte[]> pictures = new ArrayList<>();
        for (EntityPart part : parts) {
            try (InputStream content = part.getContent()) {
                if (!part.getName().equals("pictures")) {
                    fields.putIfAbsent(
                            part.getName(), new String(content.readNBytes(LONGEST_FIELD), StandardCharsets.UTF_8));
                } else if (pictures.size() < MOST) {
                    byte[] file = content.readNBytes(LARGEST);
                    if (file.length > 0) {
                        pictures.add(file);
                    }
                }
            }
        }
        return new ReviewUpload(fields, List.copyOf(pictures));
    }
}
