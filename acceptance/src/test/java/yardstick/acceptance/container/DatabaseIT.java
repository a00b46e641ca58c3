package yardstick.acceptance.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import yardstick.kernel.Boot;
import yardstick.kernel.Database;
import yardstick.kernel.Outbox;

/** The transaction promises of the kernel hold on the server's data source and JTA. */
@ExtendWith(ArquillianExtension.class)
class DatabaseIT {

    @Inject
    Database database;

    @Inject
    Outbox outbox;

    @Inject
    Boot boot;

    @Deployment
    static EnterpriseArchive ear() {
        return Deployed.ear(DatabaseIT.class);
    }

    @Test
    void theShopHasStarted() {
        assertTrue(boot.started());
    }

    @Test
    void aRolledBackTransactionTakesTheOutboxWithIt() {
        assertThrows(
                IllegalStateException.class,
                () -> database.execute(handle -> {
                    outbox.publish("container-test", "1", "{}");
                    throw new IllegalStateException("on purpose");
                }));
        assertEquals(0, messages());
    }

    @Test
    void nestedWorkJoinsAndActionsRunAfterTheCommit() {
        List<Integer> seen = new ArrayList<>();
        database.execute(outer -> {
            database.execute(inner -> outbox.publish("container-test", "2", "{}"));
            database.afterCommit(() -> seen.add(messages()));
            assertTrue(seen.isEmpty());
        });
        assertEquals(List.of(1), seen);
        database.execute(handle -> handle.execute("DELETE FROM kernel.outbox WHERE topic = 'container-test'"));
    }

    private int messages() {
        return database.read(
                handle -> handle.createQuery("SELECT count(*) FROM kernel.outbox WHERE topic = 'container-test'")
                        .mapTo(Integer.class)
                        .one());
    }
}
