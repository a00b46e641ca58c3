package yardstick.web;

import java.util.LinkedHashMap;
import java.util.Map;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;
import yardstick.orders.AfterSales;

/** What the reasons to send goods back are called, the merchant's own among them. */
public final class ReasonWords {

    private ReasonWords() {}

    /** By code, in the order they are offered. */
    public static Map<String, String> of(AfterSales afterSales, Messages messages, Language language) {
        Map<String, String> words = new LinkedHashMap<>();
        afterSales.reasons().forEach(reason -> words.put(reason.code(), reason.text(messages, language)));
        return words;
    }
}
