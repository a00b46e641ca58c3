package yardstick.catalog.attribute;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import yardstick.catalog.Dictionary;
import yardstick.kernel.Boot;
import yardstick.kernel.Database;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;

/** The dictionary in PostgreSQL; a change reads the values it touches again and queues their products for the index. */
@ApplicationScoped
public class DefaultDictionary implements Dictionary {

    private static final int FIRST = Interceptor.Priority.APPLICATION;

    @Inject
    Database database;

    @Inject
    Clock clock;

    DefaultDictionary() {}

    /** Outside a container. */
    public DefaultDictionary(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void started(@Observes @Priority(FIRST) Boot.Started event) {
        load();
    }

    /** Fills an empty dictionary with the one that comes with the shop; reads what is stored and not read yet. */
    public void load() {
        database.execute(handle -> {
            if (Defaults.load(handle)) {
                Readings.complete(handle, "SELECT name, value FROM catalog.attribute_value");
            }
        });
    }

    @Override
    public long version() {
        return database.read(Lexicon::version);
    }

    @Override
    public List<Entry> entries(String text) {
        return database.read(handle -> new DictionaryReader(handle).entries(text));
    }

    @Override
    public Optional<Detail> entry(String code) {
        return database.read(handle -> new DictionaryReader(handle).entry(code));
    }

    @Override
    public List<CategoryNode> categories(Language language) {
        return database.read(handle -> new DictionaryReader(handle).categories(language));
    }

    @Override
    public List<Change> changes(int limit) {
        return database.read(handle -> new DictionaryReader(handle).changes(limit));
    }

    @Override
    public Outcome<String> save(Edit edit, String who) {
        return change(who, writer -> writer.save(edit));
    }

    @Override
    public Outcome<String> saveChoice(ChoiceEdit edit, String who) {
        return change(who, writer -> writer.saveChoice(edit));
    }

    @Override
    public Outcome<String> merge(String from, String into, String who) {
        return change(who, writer -> writer.merge(from, into));
    }

    @Override
    public Outcome<String> mergeChoice(String attribute, List<String> fromInto, String who) {
        return change(who, writer -> writer.mergeChoice(attribute, fromInto.getFirst(), fromInto.getLast()));
    }

    @Override
    public Outcome<String> undo(long version, String who) {
        return change(who, writer -> writer.undo(version));
    }

    @Override
    public Outcome<Taken> taxonomy(Path file, Language language, String who) {
        return database.write(handle -> {
            try (BufferedReader reader = Files.newBufferedReader(file)) {
                Taken taken = new TaxonomyFile(handle, language).load(reader);
                if (taken.read() == 0) {
                    return Outcome.refused(Refusal.of("catalog.dictionary_no_taxonomy"));
                }
                note(handle, "import", who);
                return Outcome.done(taken);
            } catch (CharacterCodingException e) {
                return Outcome.refused(Refusal.of("catalog.dictionary_no_taxonomy"));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        });
    }

    /** A version of the dictionary as a whole, which is not taken back. */
    private void note(Handle handle, String action, String who) {
        handle.createUpdate(
                        "INSERT INTO catalog.dictionary_change (at, who, action, subject) VALUES (:at, :who, :action, 'dictionary')")
                .bind("at", clock.instant())
                .bind("who", who)
                .bind("action", action)
                .execute();
    }

    @Override
    public Outcome<String> crosswalk(Crosswalk numbers, String who) {
        if (!numbers.google().matches("\\d{0,7}") || !numbers.gs1().matches("(\\d{8})?")) {
            return Outcome.refused(Refusal.of("catalog.dictionary_bad_number"));
        }
        return database.write(handle -> {
            int rows = handle.createUpdate("""
                            UPDATE catalog.category SET google_id = nullif(:google, ''), gs1_id = nullif(:gs1, '')
                            WHERE path = :path""")
                    .bind("google", numbers.google())
                    .bind("gs1", numbers.gs1())
                    .bind("path", numbers.path())
                    .execute();
            if (rows == 0) {
                return Outcome.refused(Refusal.of("catalog.goods_no_category", "path", numbers.path()));
            }
            note(handle, "change", who);
            return Outcome.done(numbers.path());
        });
    }

    private Outcome<String> change(String who, Function<DictionaryWriter, Outcome<DictionaryWriter.Done>> work) {
        return database.write(handle -> {
            Outcome<DictionaryWriter.Done> outcome = work.apply(new DictionaryWriter(handle, clock.instant(), who));
            return switch (outcome) {
                case Outcome.Refused<DictionaryWriter.Done>(var refusal) -> Outcome.refused(refusal);
                case Outcome.Done<DictionaryWriter.Done>(var done) -> {
                    Readings.recompute(handle, done.attributes());
                    yield Outcome.done(done.code());
                }
            };
        });
    }

    @Override
    public Optional<Stated> read(String name, String value) {
        return database.read(handle -> {
            Lexicon lexicon = Lexicon.read(handle);
            return lexicon.attribute(name)
                    .map(attribute -> new ValueReader(lexicon).read(attribute, value))
                    .map(reading -> new Stated(
                            reading.attribute().code(),
                            value,
                            reading.textEn(),
                            reading.textZh(),
                            reading.rule().code(),
                            reading.rule().confidence().doubleValue(),
                            0));
        });
    }
}
