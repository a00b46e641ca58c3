package yardstick.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import yardstick.kernel.Boot;
import yardstick.kernel.Database;

/** Ready once the start has finished and while the database answers. */
@Readiness
@ApplicationScoped
class ShopReadiness implements HealthCheck {

    @Inject
    Boot boot;

    @Inject
    Database database;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("shop")
                .status(boot.started() && databaseAnswers())
                .withData("started", boot.started())
                .build();
    }

    private boolean databaseAnswers() {
        try {
            return database.read(handle ->
                    handle.createQuery("SELECT 1").mapTo(Integer.class).one() == 1);
        } catch (RuntimeException e) {
            System.getLogger(ShopReadiness.class.getName()).log(Level.WARNING, "the database does not answer", e);
            return false;
        }
    }
}
