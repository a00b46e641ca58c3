package yardstick.catalog.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yardstick.catalog.Dictionary;
import yardstick.catalog.Dictionary.CategoryNode;
import yardstick.catalog.Dictionary.Taken;
import yardstick.catalog.feed.TestShop;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;

/** Files in the forms of the Shopify taxonomy and of Google's list; the lines were written for this test. */
class TaxonomyTest {

    private static final String CATEGORIES = """
            # a comment
            gid://shopify/TaxonomyCategory/zz   : Garden Things
            gid://shopify/TaxonomyCategory/zz-1 : Garden Things > Ponds
            gid://shopify/TaxonomyCategory/zz-1-2 : Garden Things > Ponds > Frog Houses
            """;
    private static final String CHINESE = """
            gid://shopify/TaxonomyCategory/zz-1-2 : 园艺 > 池塘 > 青蛙屋
            """;
    private static final String ATTRIBUTES = """
            gid://shopify/TaxonomyAttribute/9001 : Color
            gid://shopify/TaxonomyAttribute/9002 : Croak level
            """;
    private static final String VALUES = """
            gid://shopify/TaxonomyValue/77 : Deep croak [Croak level]
            gid://shopify/TaxonomyValue/78 : Soft croak [Croak level]
            """;
    private static final String GOOGLE = """
            # Google_Product_Taxonomy_Version: test
            4242 - Garden things > Ponds > Frog houses
            4243 - Garden things > Something else
            """;

    private static TestShop shop;
    private static Dictionary dictionary;

    @BeforeAll
    static void open() {
        shop = new TestShop();
        DefaultDictionary own = new DefaultDictionary(shop.database, shop.clock);
        own.load();
        dictionary = own;
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static Outcome<Taken> take(String text, Language language) {
        return dictionary.taxonomy(shop.file(text), language, "staff");
    }

    private static CategoryNode frogs(Language language) {
        return dictionary.categories(language).stream()
                .filter(node -> node.path().endsWith("Frog Houses"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void filesOfATaxonomyGiveCategoriesAttributesAndValuesInBothLanguages() {
        long before = dictionary.version();
        assertEquals(Outcome.done(new Taken(3, 3)), take(CATEGORIES, Language.EN));
        take(CATEGORIES, Language.EN);
        assertEquals(
                1,
                dictionary.categories(Language.EN).stream()
                        .filter(node -> node.path().endsWith("Frog Houses"))
                        .count(),
                "twice is once");
        assertEquals(Outcome.done(new Taken(1, 1)), take(CHINESE, Language.ZH));
        assertEquals("青蛙屋", frogs(Language.ZH).name());
        assertEquals("zz-1-2", frogs(Language.EN).shopify());
        assertEquals(2, frogs(Language.EN).level());
        take(ATTRIBUTES, Language.EN);
        take(VALUES, Language.EN);
        assertEquals("colour", only(dictionary.entries("color")), "a known name is the known entry");
        assertEquals(
                List.of("Deep croak", "Soft croak"),
                dictionary.entry("croak_level").orElseThrow().choices().stream()
                        .map(Dictionary.Choice::nameEn)
                        .sorted()
                        .toList());
        assertTrue(dictionary.version() > before);
        assertEquals(Outcome.done(new Taken(2, 1)), take(GOOGLE, Language.EN));
        assertEquals("4242", frogs(Language.EN).google());
        Dictionary.Crosswalk numbers =
                new Dictionary.Crosswalk(frogs(Language.EN).path(), "17", "10000045");
        assertTrue(dictionary.crosswalk(numbers, "staff") instanceof Outcome.Done<String>);
        assertEquals("10000045", Objects.requireNonNull(frogs(Language.EN).gs1()));
        assertTrue(
                dictionary.crosswalk(new Dictionary.Crosswalk("x", "seventeen", ""), "staff")
                        instanceof Outcome.Refused<String>);
        assertTrue(take("no taxonomy at all\n", Language.EN) instanceof Outcome.Refused<Taken>);
        assertTrue(
                take("gid://shopify/TaxonomyCategory/" + "a".repeat(5_000), Language.EN)
                        instanceof Outcome.Refused<Taken>);
    }

    private static String only(List<Dictionary.Entry> entries) {
        return entries.stream()
                .map(Dictionary.Entry::code)
                .filter("colour"::equals)
                .findFirst()
                .orElse("none");
    }
}
