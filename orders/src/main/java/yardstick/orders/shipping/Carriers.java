package yardstick.orders.shipping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.orders.spi.Carrier;

/** The carriers the shop talks to. */
@ApplicationScoped
public class Carriers {

    @Inject
    @Any
    Instance<Carrier> injected;

    private @Nullable List<Carrier> given;

    Carriers() {}

    /** Outside a container. */
    public Carriers(List<Carrier> given) {
        this.given = given;
    }

    private List<Carrier> all() {
        List<Carrier> known = given;
        return known == null ? injected.stream().toList() : known;
    }

    List<String> codes() {
        return all().stream()
                .map(Carrier::code)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    Optional<Carrier> find(String code) {
        return all().stream().filter(carrier -> carrier.code().equals(code)).findFirst();
    }
}
