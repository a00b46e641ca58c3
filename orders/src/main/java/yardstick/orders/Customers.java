package yardstick.orders;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everybody an order can belong to: members of the shop and buyers of imported histories, in one list. */
public interface Customers {

    /** Source of those who signed up here; imported ones carry the name of their history. */
    String SHOP = "shop";

    /**
     * @param externalId unique within the source: what the source calls this buyer
     * @param country ISO 3166 alpha-2 code or the source's own words, or null
     */
    record Customer(
            CustomerId id,
            String source,
            String externalId,
            String name,
            @Nullable String email,
            @Nullable String country) {}

    /** What is known of a buyer who is to be registered. */
    record Registration(
            String source,
            String externalId,
            String name,
            @Nullable String email,
            @Nullable String country) {}

    /** Creates the customer or, for a known source and external id, updates name, e-mail and country. */
    CustomerId register(Registration registration);

    Optional<Customer> find(CustomerId id);
}
