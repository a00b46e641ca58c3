package yardstick.catalog.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AspectsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "很静音，也省电 | noise+ energy+",
                "噪音有点大，声音大得睡不着 | noise-",
                "没有噪音 | noise+",
                "物流很快，包装破损 | delivery+ packaging-",
                "质量太差了！ | quality-",
                "质量不好 | quality-",
                "不好吃 | taste-",
                "不太舒服 | comfort-",
                "颜色正，没有色差 | colour+",
                "It is quiet but the battery dies after an hour | noise+ battery-",
                "Not noisy at all | noise+",
                "The quality is not good | quality-",
                "Fits perfectly, fast delivery. | fit+ delivery+",
                "too expensive | price-",
                "昨天买的 | ''",
                "soundtrack review | ''"
            })
    void clausesSayWhatTheySay(String review, String expected) {
        assertEquals(
                expected,
                Aspects.of(review).stream()
                        .map(mention -> mention.aspect().code() + (mention.favourable() ? "+" : "-"))
                        .distinct()
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void everyMentionPointsAtItsSentence() {
        String review = "东西收到了。噪音小！not as described, but quiet";
        for (Aspects.Mention mention : Aspects.of(review)) {
            assertEquals(
                    mention.clause(),
                    review.substring(mention.from(), mention.to()).strip());
        }
        assertTrue(Aspects.of(review).size() >= 3, () -> Aspects.of(review).toString());
    }
}
