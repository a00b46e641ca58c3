package yardstick.catalog.attribute;

import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;

/** A value that a listed attribute may have. */
record Choice(
        long id,
        long attribute,
        String code,
        String nameEn,
        @Nullable String nameZh,
        @Nullable String swatch,
        int position,
        @Nullable Long mergedInto) {

    String name(Language language) {
        String chinese = nameZh;
        return language == Language.ZH && chinese != null ? chinese : nameEn;
    }
}
