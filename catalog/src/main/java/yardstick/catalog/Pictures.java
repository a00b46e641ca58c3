package yardstick.catalog;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Outcome;

/**
 * Pictures of products in several widths. Feeds name pictures by address; until one was fetched its product has none.
 * Paths look like {@code /media/p/<digest>.<mean colour>}; below each are {@code 320.webp}, {@code 640.webp} and
 * {@code 1280.webp}.
 */
public interface Pictures {

    /** The file of one width, when there is such a picture. */
    Optional<Path> file(String digest, int width);

    /** @return the path of the picture; refused with {@code catalog.picture_refused} */
    Outcome<String> keep(byte[] bytes);

    /** Removes the files of pictures that nothing shows any more. */
    void forget(Collection<String> paths);

    /** @param refused false: it will be tried again */
    record Missing(String source, boolean refused, @Nullable String reason) {}

    /** Addresses of feeds behind which there is no picture yet. */
    List<Missing> missing(int limit);
}
