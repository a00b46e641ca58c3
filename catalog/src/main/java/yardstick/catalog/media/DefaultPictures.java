package yardstick.catalog.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import yardstick.catalog.Pictures;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/** Renderings on disk, what became of addresses in the database. */
@ApplicationScoped
public class DefaultPictures implements Pictures {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{40}");

    private static final Pattern PATH = Pattern.compile("/media/p/([0-9a-f]{40})\\.[0-9a-f]{6}");

    @Inject
    Database database;

    @Inject
    Settings settings;

    DefaultPictures() {}

    /** Outside a container. */
    public DefaultPictures(Database database, Settings settings) {
        this.database = database;
        this.settings = settings;
    }

    Database database() {
        return database;
    }

    PictureFiles files() {
        return new PictureFiles(settings.directory(Setting.DATA_DIR).resolve("media"));
    }

    @Override
    public Optional<Path> file(String digest, int width) {
        if (!DIGEST.matcher(digest).matches() || !Rendering.WIDTHS.contains(width)) {
            return Optional.empty();
        }
        Path file = files().file(digest, width);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    @Override
    public Outcome<String> keep(byte[] bytes) {
        try {
            Rendering rendering = Rendering.of(bytes);
            String digest = PictureFiles.digest(bytes);
            files().keep(digest, rendering);
            return Outcome.done(path(digest, rendering.colour()));
        } catch (IllegalArgumentException | IOException e) {
            return Outcome.refused(Refusal.of("catalog.picture_refused", "reason", String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void forget(Collection<String> paths) {
        for (String path : Set.copyOf(paths)) {
            Matcher kept = PATH.matcher(path);
            if (kept.matches() && !shown(path, kept.group(1))) {
                Rendering.WIDTHS.forEach(width -> files().remove(kept.group(1), width));
            }
        }
    }

    private boolean shown(String path, String digest) {
        return database.read(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM catalog.review_picture WHERE path = :path)
                            OR EXISTS (SELECT FROM catalog.medium WHERE file = :path OR poster = :path)
                            OR EXISTS (SELECT FROM catalog.picture WHERE digest = :digest)
                            OR EXISTS (SELECT FROM catalog.product WHERE image = :path)""")
                .bind("path", path)
                .bind("digest", digest)
                .mapTo(Boolean.class)
                .one());
    }

    static String path(String digest, String colour) {
        return "/media/p/" + digest + "." + colour;
    }

    @Override
    public List<Missing> missing(int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT source, state, reason FROM catalog.picture WHERE state <> 'READY'
                        ORDER BY state, source LIMIT :limit""")
                .bind("limit", limit)
                .map((row, context) ->
                        new Missing(row.getString(1), row.getString(2).equals("REFUSED"), row.getString(3)))
                .list());
    }
}
