package yardstick.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;

/** What a product shows besides its first picture. */
public interface ProductMedia {

    /** What it is. */
    enum Kind {
        /** One more picture. */
        IMAGE,
        /** A glTF model to look at from all sides. */
        MODEL,
        /** A broadcast somewhere else. */
        LIVE,
        /** A document about one unit, as PDF or picture. */
        CERTIFICATE
    }

    /**
     * @param file path below the shop's root, or the address of a broadcast
     * @param poster picture shown in its place; null where the file is shown itself
     * @param piece serial number of the unit a certificate is of, or null
     */
    record Medium(
            long id,
            Kind kind,
            String file,
            @Nullable String poster,
            String title,
            @Nullable String piece) {}

    /**
     * @param content of the file; empty for a broadcast
     * @param poster a picture; empty where none is needed
     */
    record Draft(
            Kind kind, byte[] content, String address, byte[] poster, String titleEn, String titleZh, String piece) {}

    List<Medium> of(Language language, ProductId product);

    boolean exists(ProductId product);

    /** @return refused with {@code catalog.medium_…}, {@code catalog.picture_refused} or {@code catalog.no_product} */
    Outcome<Long> add(ProductId product, Draft draft);

    void remove(ProductId product, long medium);

    /** A file that was added, {@code glb} or {@code pdf}. */
    Optional<Path> file(String digest, String kind);
}
