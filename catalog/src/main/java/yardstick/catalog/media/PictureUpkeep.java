package yardstick.catalog.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.extract.PageDownload;
import yardstick.catalog.search.ProductIndex;
import yardstick.kernel.Database;
import yardstick.kernel.RecurringTask;

/** Fetches the pictures that feeds only name, one after the other, a while at a time. */
@ApplicationScoped
public class PictureUpkeep implements RecurringTask {

    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final long A_WHILE_NANOS = 45_000_000_000L;
    private static final int MOST_ATTEMPTS = 5;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    ProductIndex index;

    @Inject
    DefaultPictures pictures;

    private Door door = PageDownload::picture;

    /** Where bytes come from. */
    @FunctionalInterface
    public interface Door {
        byte[] get(String address) throws IOException;
    }

    PictureUpkeep() {}

    /** Outside a container. */
    public PictureUpkeep(DefaultPictures pictures, Clock clock, ProductIndex index, Door door) {
        this.database = pictures.database();
        this.clock = clock;
        this.index = index;
        this.pictures = pictures;
        this.door = door;
    }

    @Override
    public String name() {
        return "catalog.pictures";
    }

    @Override
    public Duration period() {
        return PERIOD;
    }

    @Override
    public void run() {
        long began = System.nanoTime();
        Optional<String> next = next();
        while (next.isPresent()) {
            fetch(next.get());
            next = System.nanoTime() - began < A_WHILE_NANOS ? next() : Optional.empty();
        }
    }

    /** Takes the next one for ten minutes: whoever dies with it loses nothing. */
    private Optional<String> next() {
        Instant now = clock.instant();
        return database.write(handle -> handle.createQuery("""
                        UPDATE catalog.picture SET attempts = attempts + 1, next_at = :later
                        WHERE source = (SELECT source FROM catalog.picture WHERE state = 'WAITING' AND next_at <= :now
                            ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING source""")
                .bind("now", now)
                .bind("later", now.plusSeconds(600))
                .mapTo(String.class)
                .findOne());
    }

    private void fetch(String source) {
        try {
            byte[] bytes = door.get(source);
            Rendering rendering = Rendering.of(bytes);
            String digest = PictureFiles.digest(bytes);
            pictures.files().keep(digest, rendering);
            done(source, digest, rendering);
        } catch (IllegalArgumentException e) {
            missed(source, String.valueOf(e.getMessage()), true);
        } catch (IOException | UncheckedIOException e) {
            missed(source, String.valueOf(e.getMessage()), false);
        }
    }

    private void done(String source, String digest, Rendering rendering) {
        database.execute(handle -> {
            handle.createUpdate("""
                            UPDATE catalog.picture SET state = 'READY', digest = :digest, colour = :colour,
                                width = :width, height = :height, reason = NULL WHERE source = :source""")
                    .bind("digest", digest)
                    .bind("colour", rendering.colour())
                    .bind("width", rendering.width())
                    .bind("height", rendering.height())
                    .bind("source", source)
                    .execute();
            index.enqueue(new HashSet<>(
                    handle.createQuery("SELECT id FROM catalog.product WHERE image = :source AND image LIKE 'http%'")
                            .bind("source", source)
                            .mapTo(Long.class)
                            .list()));
        });
    }

    /** What cannot become better is not tried again; the rest after 1, 2, 4, 8 minutes. */
    private void missed(String source, @Nullable String reason, boolean forGood) {
        database.execute(handle -> handle.createUpdate("""
                        UPDATE catalog.picture SET reason = left(:reason, 300),
                            state = CASE WHEN :forGood OR attempts >= :most THEN 'REFUSED' ELSE 'WAITING' END,
                            next_at = CAST(:now AS timestamptz) + make_interval(mins => CAST(power(2, attempts - 1) AS integer))
                        WHERE source = :source""")
                .bind("reason", reason)
                .bind("forGood", forGood)
                .bind("most", MOST_ATTEMPTS)
                .bind("now", clock.instant())
                .bind("source", source)
                .execute());
    }
}
