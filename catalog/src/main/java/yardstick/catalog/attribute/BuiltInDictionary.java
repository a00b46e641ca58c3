package yardstick.catalog.attribute;

/** Reads values by the dictionary that comes with the module; for work without a shop. */
public final class BuiltInDictionary {

    private static final Lexicon LEXICON = Lexicon.builtIn();
    private static final ValueReader READER = new ValueReader(LEXICON);

    private BuiltInDictionary() {}

    /**
     * A value in the standard form.
     *
     * @param code of the entry, or one made of the stated name when there is none
     * @param key what compares: choice codes, or the amount in {@code unit}
     * @param unit UCUM code the key is in, or empty
     */
    public record Standard(String code, String textEn, String textZh, String key, String unit, String rule) {}

    public static Standard read(String name, String value) {
        return LEXICON.attribute(name)
                .map(attribute -> {
                    Reading reading = READER.read(attribute, value);
                    String unit = attribute.unit();
                    return new Standard(
                            attribute.code(),
                            reading.textEn(),
                            reading.textZh(),
                            reading.keys().isEmpty() ? value : String.join(",", reading.keys()),
                            unit == null || reading.amount() == null ? "" : unit,
                            reading.rule().code());
                })
                .orElseGet(() -> new Standard(Words.code(name), value, value, value, "", "none"));
    }
}
