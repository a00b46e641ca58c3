package yardstick.web.shop;

import java.util.Map;

/**
 * The form a review is written in.
 *
 * @param order token of the order that proves the purchase, or empty
 * @param bought the review will carry the mark of a purchase
 * @param input what was typed, by field
 * @param wrong why it was refused, or empty
 */
public record ReviewForm(
        Frame frame,
        String slug,
        String title,
        String order,
        boolean bought,
        boolean signedIn,
        Map<String, String> input,
        String wrong) {

    public String typed(String field) {
        return input.getOrDefault(field, "");
    }
}
