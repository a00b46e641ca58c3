package yardstick.recommendation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Language;
import yardstick.kernel.runtime.IcuMessages;

class TextsTest {

    private final IcuMessages messages = IcuMessages.load();

    @Test
    void everyReasonHasATextInEveryLanguage() {
        assertTrue(messages.keys(Language.EN).contains("recommendation.bought_together"));
        assertTrue(messages.keys(Language.EN).contains("recommendation.popular"));
        assertEquals(messages.keys(Language.EN), messages.keys(Language.ZH));
        assertEquals(
                "买过此商品的 40 个订单中，有 12 个也买了它",
                messages.text(Language.ZH, "recommendation.bought_together", Map.of("together", 12, "orders", 40)));
    }
}
