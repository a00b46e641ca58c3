package yardstick.kernel;

import java.util.Locale;
import java.util.Optional;

/** The languages every text of Yardstick exists in. */
public enum Language {
    EN("en", "en"),
    ZH("zh", "zh-CN");

    private final String code;
    private final String tag;

    Language(String code, String tag) {
        this.code = code;
        this.tag = tag;
    }

    /** Short code used in URLs and file names: {@code en}, {@code zh}. */
    public String code() {
        return code;
    }

    /** BCP 47 tag for {@code lang} and {@code hreflang}: {@code en}, {@code zh-CN}. */
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    public static Optional<Language> byCode(String code) {
        for (Language language : values()) {
            if (language.code.equals(code)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }
}
