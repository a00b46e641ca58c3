package yardstick.web;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import yardstick.kernel.Language;

/** The language of a page: the address decides, then the cookie, then what the browser asks for, then English. */
public final class LanguageChoice {

    private LanguageChoice() {}

    static Language of(Incoming incoming, Cookies cookies) {
        Optional<Language> byPath = inPath(incoming.path());
        if (byPath.isPresent()) {
            return byPath.get();
        }
        String cookie = cookies.get(Cookies.LANGUAGE);
        if (cookie != null) {
            var byCookie = Language.byCode(cookie);
            if (byCookie.isPresent()) {
                return byCookie.get();
            }
        }
        return accepted(incoming.acceptLanguage());
    }

    static Optional<Language> inPath(String path) {
        boolean candidate = path.length() == 3 || (path.length() > 3 && path.charAt(3) == '/');
        return candidate ? Language.byCode(path.substring(1, 3)) : Optional.empty();
    }

    static Language accepted(String header) {
        if (header.isEmpty() || header.length() > 200) {
            return Language.EN;
        }
        List<LanguageRange> ranges;
        try {
            ranges = LanguageRange.parse(header);
        } catch (IllegalArgumentException e) {
            return Language.EN;
        }
        for (LanguageRange range : ranges) {
            String code = Locale.forLanguageTag(range.getRange()).getLanguage();
            var known = Language.byCode(code);
            if (known.isPresent() && range.getWeight() > 0) {
                return known.get();
            }
        }
        return Language.EN;
    }
}
