package yardstick.catalog.attribute;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;

/** An entry of the dictionary. */
record Attribute(
        long id,
        String code,
        AttributeKind kind,
        @Nullable String unit,
        String nameEn,
        @Nullable String nameZh,
        boolean facet,
        int position,
        @Nullable Long mergedInto) {

    Optional<Unit> unitOf() {
        return Optional.ofNullable(unit).flatMap(Unit::byCode);
    }

    String name(Language language) {
        String chinese = nameZh;
        return language == Language.ZH && chinese != null ? chinese : nameEn;
    }

    /** One of a list of named values. */
    boolean listed() {
        return kind == AttributeKind.ENUM || kind == AttributeKind.COLOUR;
    }
}
