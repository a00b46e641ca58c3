package yardstick.catalog.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Pictures;
import yardstick.catalog.ProductId;
import yardstick.catalog.ProductMedia;
import yardstick.kernel.Database;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/** Media as rows, their files beside the pictures. What a file is, its first bytes say, not its name. */
@ApplicationScoped
public class DefaultProductMedia implements ProductMedia {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern ADDRESS = Pattern.compile("https://[^\\s\"'<>]{3,900}");
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_PIECE = 100;

    @Inject
    Database database;

    @Inject
    Settings settings;

    @Inject
    Pictures pictures;

    DefaultProductMedia() {}

    /** Outside a container. */
    public DefaultProductMedia(Database database, Settings settings, Pictures pictures) {
        this.database = database;
        this.settings = settings;
        this.pictures = pictures;
    }

    @Override
    public List<Medium> of(Language language, ProductId product) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, kind, file, poster, CASE WHEN :zh THEN coalesce(title_zh, title_en) ELSE title_en END,
                            piece FROM catalog.medium WHERE product_id = :product ORDER BY id""")
                .bind("zh", language == Language.ZH)
                .bind("product", product.value())
                .map((row, context) -> new Medium(
                        row.getLong(1),
                        Kind.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list());
    }

    @Override
    public boolean exists(ProductId product) {
        return database.read(handle -> handle.createQuery("SELECT FROM catalog.product WHERE id = :id")
                .bind("id", product.value())
                .map((row, context) -> true)
                .findOne()
                .isPresent());
    }

    @Override
    public Outcome<Long> add(ProductId product, Draft draft) {
        if (!exists(product)) {
            return Outcome.refused(Refusal.of("catalog.no_product"));
        }
        String title = draft.titleEn().isBlank() ? draft.titleZh() : draft.titleEn();
        if (title.isBlank() || title.length() > LONGEST_TITLE || draft.titleZh().length() > LONGEST_TITLE) {
            return Outcome.refused(Refusal.of("catalog.medium_title"));
        }
        boolean certificate = draft.kind() == Kind.CERTIFICATE;
        if (certificate && (draft.piece().isBlank() || draft.piece().length() > LONGEST_PIECE)) {
            return Outcome.refused(Refusal.of("catalog.medium_piece"));
        }
        Outcome<String> file = file(draft);
        if (file instanceof Outcome.Refused<String>(Refusal refusal)) {
            return Outcome.refused(refusal);
        }
        boolean stands = draft.kind() == Kind.MODEL || draft.kind() == Kind.LIVE;
        Outcome<String> poster = stands ? pictures.keep(draft.poster()) : Outcome.done("");
        if (poster instanceof Outcome.Refused<String>(Refusal refusal)) {
            return Outcome.refused(refusal);
        }
        return Outcome.done(insert(product, draft, new Kept(text(file), stands ? text(poster) : null, title)));
    }

    private record Kept(String file, @Nullable String poster, String title) {}

    private static String text(Outcome<String> outcome) {
        return outcome instanceof Outcome.Done<String>(String value) ? value : "";
    }

    private long insert(ProductId product, Draft draft, Kept kept) {
        return database.write(handle -> handle.createQuery("""
                        INSERT INTO catalog.medium (product_id, kind, file, poster, title_en, title_zh, piece)
                        VALUES (:product, :kind, :file, :poster, :en, nullif(:zh, ''), :piece) RETURNING id""")
                .bind("product", product.value())
                .bind("kind", draft.kind().name())
                .bind("file", kept.file())
                .bind("poster", kept.poster())
                .bind("en", kept.title().strip())
                .bind("zh", draft.titleZh().strip())
                .bind("piece", draft.kind() == Kind.CERTIFICATE ? draft.piece().strip() : null)
                .mapTo(Long.class)
                .one());
    }

    private Outcome<String> file(Draft draft) {
        return switch (draft.kind()) {
            case IMAGE -> pictures.keep(draft.content());
            case CERTIFICATE ->
                begins(draft.content(), "%PDF-") ? keep(draft.content(), "pdf") : pictures.keep(draft.content());
            case MODEL ->
                begins(draft.content(), "glTF")
                        ? keep(draft.content(), "glb")
                        : Outcome.refused(Refusal.of("catalog.medium_model"));
            case LIVE ->
                ADDRESS.matcher(draft.address().strip()).matches()
                        ? Outcome.done(draft.address().strip())
                        : Outcome.refused(Refusal.of("catalog.medium_address"));
        };
    }

    private static boolean begins(byte[] content, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.US_ASCII);
        return content.length >= wanted.length && Arrays.equals(content, 0, wanted.length, wanted, 0, wanted.length);
    }

    private Outcome<String> keep(byte[] content, String kind) {
        String digest = PictureFiles.digest(content);
        Path file = path(digest, kind);
        try {
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), digest, ".part");
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Outcome.done("/media/f/" + digest + "." + kind);
        } catch (IOException e) {
            return Outcome.refused(Refusal.of("catalog.picture_refused", "reason", String.valueOf(e.getMessage())));
        }
    }

    private Path path(String digest, String kind) {
        return settings.directory(Setting.DATA_DIR)
                .resolve("media")
                .resolve(digest.substring(0, 2))
                .resolve(digest + "." + kind);
    }

    @Override
    public void remove(ProductId product, long medium) {
        database.execute(
                handle -> handle.createUpdate("DELETE FROM catalog.medium WHERE id = :id AND product_id = :product")
                        .bind("id", medium)
                        .bind("product", product.value())
                        .execute());
    }

    @Override
    public Optional<Path> file(String digest, String kind) {
        if (!DIGEST.matcher(digest).matches() || !(kind.equals("glb") || kind.equals("pdf"))) {
            return Optional.empty();
        }
        Path file = path(digest, kind);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }
}
