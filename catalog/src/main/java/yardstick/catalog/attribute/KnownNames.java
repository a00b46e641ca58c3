package yardstick.catalog.attribute;

import yardstick.kernel.Database;

/** Which names of columns are attributes of the dictionary. */
public final class KnownNames {

    private final Lexicon lexicon;

    private KnownNames(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    public static KnownNames read(Database database) {
        return new KnownNames(database.read(Lexicon::read));
    }

    public boolean has(String name) {
        return lexicon.attribute(name).isPresent();
    }
}
