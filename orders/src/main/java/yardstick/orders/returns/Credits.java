package yardstick.orders.returns;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.orders.OrderId;

/** All credit sources as one. */
@ApplicationScoped
public class Credits {

    @Inject
    @Any
    Instance<CreditSource> injected;

    private @Nullable List<CreditSource> given;

    Credits() {}

    /** Outside a container. */
    public Credits(List<CreditSource> given) {
        this.given = given;
    }

    void giveBack(Handle handle, OrderId order, String source, long minor) {
        if (minor > 0) {
            List<CreditSource> fixed = given;
            Stream<CreditSource> all =
                    fixed == null ? StreamSupport.stream(injected.spliterator(), false) : fixed.stream();
            all.filter(each -> each.owns(source)).forEach(each -> each.giveBack(handle, order, source, minor));
        }
    }
}
