package yardstick.web.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yardstick.kernel.Language;

/** What search engines are told is what the page says. */
class ProductLdTest {

    @ParameterizedTest
    @EnumSource(Language.class)
    void theGroupHasTheVariantsPricesAndRatingOfThePage(Language language) {
        Document page = Jsoup.parse(
                Objects.requireNonNull(new Gallery(language, "light").pages().get("product")));
        String script = Objects.requireNonNull(page.selectFirst("script[type=application/ld+json]"))
                .data();
        JsonObject group = Json.createReader(new StringReader(script)).readObject();
        assertEquals("ProductGroup", group.getString("@type"));
        assertEquals(page.select("h1").text(), group.getString("name"));
        assertEquals(
                page.select("a.rating")
                        .text()
                        .replaceAll("[^0-9.]+", " ")
                        .strip()
                        .split(" ")[0],
                group.getJsonObject("aggregateRating").getString("ratingValue"));
        List<JsonObject> variants = group.getJsonArray("hasVariant").getValuesAs(JsonObject.class);
        var choices = page.select(".options a");
        assertEquals(choices.size(), variants.size());
        for (int i = 0; i < variants.size(); i++) {
            JsonObject offer = variants.get(i).getJsonObject("offers");
            String shown = choices.get(i).select("small").text().replaceAll("[^0-9.]", "");
            assertEquals(shown, offer.getString("price"));
            boolean sold = !choices.get(i).hasClass("out");
            assertEquals("https://schema.org/" + (sold ? "InStock" : "OutOfStock"), offer.getString("availability"));
        }
    }
}
