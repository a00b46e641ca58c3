package yardstick.catalog.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
