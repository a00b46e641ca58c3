package yardstick.web.shop;

import java.util.List;
import yardstick.catalog.Category;

/**
 * What surrounds every page of the shop.
 *
 * @param cartUnits units in the cart, for the header
 * @param search words in the search box
 * @param address path and query below the language, for the language switch and for coming back
 */
public record Frame(
        List<Category> categories,
        int cartUnits,
        boolean signedIn,
        boolean askConsent,
        String search,
        String address) {}
