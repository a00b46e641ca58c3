package yardstick.web.shop;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import yardstick.kernel.Language;
import yardstick.web.shop.CheckoutView.Country;

/** The countries of an address, named and sorted as the language does it. */
final class Countries {

    private static final Map<Language, List<Country>> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ULocale locale = ULocale.forLanguageTag(language.tag());
            Comparator<Object> order = Collator.getInstance(locale);
            ALL.put(
                    language,
                    Arrays.stream(Locale.getISOCountries())
                            .map(code -> new Country(code, new ULocale("und", code).getDisplayCountry(locale)))
                            .sorted((left, right) -> order.compare(left.name(), right.name()))
                            .toList());
        }
    }

    private Countries() {}

    static List<Country> in(Language language) {
        return ALL.getOrDefault(language, List.of());
    }

    /** Where most of a shop's parcels go, by its currency. */
    static String home(String currency) {
        return switch (currency) {
            case "EUR" -> "DE";
            case "XAF", "XOF", "XPF" -> "FR";
            default -> currency.substring(0, 2);
        };
    }
}
