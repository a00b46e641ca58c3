package yardstick.web.shop;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.orders.Checkout.Quote;
import yardstick.orders.Deliveries.Promise;
import yardstick.orders.GiftCards;
import yardstick.orders.Pickups.Slot;
import yardstick.web.View;

/**
 * The checkout page.
 *
 * @param values what was typed, by field
 * @param errors messages by field
 * @param problems what keeps the whole order from being placed
 * @param priceChanged true when the total is not the one that was confirmed
 * @param channel chosen payment channel
 * @param card the gift card that was entered, if any
 * @param promise when it would arrive
 * @param pickup the slot in which it is picked up instead, or null
 */
public record CheckoutView(
        Frame frame,
        Quote quote,
        Map<String, String> values,
        Map<String, String> errors,
        List<String> problems,
        boolean priceChanged,
        String channel,
        List<Country> countries,
        Gift card,
        Promise promise,
        @Nullable Slot pickup) {

    /** ISO 3166 code and name in the page's language. */
    public record Country(String code, String name) {}

    /**
     * A gift card on the page.
     *
     * @param offered the shop takes gift cards
     * @param applied what it would pay, or null
     * @param error why it cannot be used, or empty
     */
    public record Gift(boolean offered, String code, GiftCards.@Nullable Applied applied, String error) {

        static final Gift NONE = new Gift(false, "", null, "");
    }

    public boolean gifts() {
        return card.offered();
    }

    public String gift() {
        return card.code();
    }

    public String giftError() {
        return card.error();
    }

    public long giftMinor() {
        GiftCards.Applied applied = card.applied();
        return applied == null ? 0 : applied.pays().minor();
    }

    public String giftNote(View page) {
        GiftCards.Applied applied = card.applied();
        return applied == null
                ? page.t("shop.checkout.gift.hint")
                : page.t(
                        "shop.checkout.gift.applied",
                        Map.of("ending", applied.ending(), "balance", applied.balance(), "pays", applied.pays()));
    }

    /** What the chosen channel is charged. */
    public Money due() {
        GiftCards.Applied applied = card.applied();
        return applied == null ? quote.total() : quote.total().minus(applied.pays());
    }

    /** The field's name for the summary of errors, with a colon, or empty for what is not a field. */
    public String label(View page, String field) {
        return CheckoutPage.FIELDS.contains(field)
                ? page.t("shop.form.field", "label", page.t("shop.field." + field))
                : "";
    }

    /** The address as people of the country write it; with name, e-mail, telephone and country at most eight fields. */
    public List<String> addressFields() {
        return value("country").equals("CN")
                ? List.of("region", "city", "district", "line1")
                : List.of("line1", "city", "region", "postcode");
    }

    /** HTML's name for the field. */
    public String autocomplete(String field) {
        return switch (field) {
            case "region" -> "address-level1";
            case "city" -> "address-level2";
            case "district" -> "address-level3";
            case "postcode" -> "postal-code";
            default -> "street-address";
        };
    }

    public String fieldLabel(View page, String field) {
        boolean province = field.equals("region") && value("country").equals("CN");
        return page.t("shop.field." + (province ? "province" : field));
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public String error(String field) {
        return errors.getOrDefault(field, "");
    }
}
